import { useEffect, useState } from "react";

import { Choice, Confirm, Field, KeyLine, useCall, useFault, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { type ActOutcome, type ActRequest, type AttentionTask, ipc, type ShiftSide } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { requestFocus, useCommands } from "../../keyboard";
import { type DaySlip, DutyPage } from "./DutyPage";

/** 值班台: reads itself again whenever something changed. */
export function DutyDesk({ onList }: { onList: (id: string, label: string) => void }) {
  const { t } = useTranslation("duty");
  const fault = useFault();
  const notice = useNotice();
  const { run } = useCall();
  const [dialog, setDialog] = useState<"sign" | AttentionTask | null>(null);
  const { data: view, reload } = useLive(() => ipc.duty(), "duty", fault);
  const sign = () => setDialog("sign");
  useCommands({ print: sign, primary: sign });
  const loaded = view !== null;
  useEffect(() => {
    if (loaded) requestFocus("print-report");
  }, [loaded]);
  const tell = async (asked: Promise<ActOutcome>) => {
    const done = await asked;
    if (done.refusal !== null) {
      const { code, message, article } = done.refusal;
      notice({ tone: "warn", code, text: message, next: article });
      return;
    }
    notice({ tone: "ok", text: done.message });
    setDialog(null);
    await reload();
  };
  const ask = (request: ActRequest) => void run(() => tell(ipc.act(request)));
  const print = (slip: DaySlip) => void run(() => tell(ipc.printSlip({ type: slip })));
  return (
    <>
      {view === null ? (
        <>
          <div className="banner mut">{t("common:loading")}</div>
          <main className="duty" />
        </>
      ) : (
        <DutyPage view={view} acts={{ list: onList, resolve: setDialog, sign, print }} />
      )}
      <KeyLine
        hints={[
          { keys: "print", label: t("keys.print") },
          { keys: "find", label: t("keys.find") },
        ]}
        status={t("origin")}
      />
      {dialog === "sign" && <Sign onAsk={ask} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== "sign" && (
        <Resolve task={dialog} onAsk={ask} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

interface DialogProps {
  onAsk: (request: ActRequest) => void;
  onClose: () => void;
}

const SIDES: readonly ShiftSide[] = ["leaving", "arriving", "witness"];

/** 交接班: one side signs; the report is printed with it. */
function Sign({ onAsk, onClose }: DialogProps) {
  const { t } = useTranslation("duty");
  const [side, setSide] = useState<ShiftSide>("leaving");
  const [remarks, setRemarks] = useState("");
  return (
    <Confirm
      title={t("sign_off_title")}
      confirm={t("print")}
      onConfirm={() => onAsk({ type: "sign_shift", side, remarks: remarks.trim() })}
      onClose={onClose}
    >
      <p className="sec">{t("sign_off_note")}</p>
      <div className="stack">
        <Choice
          label={t("sign_off_title")}
          focus="sign:side"
          value={side}
          onPick={(picked) => setSide(picked as ShiftSide)}
          options={SIDES.map((each) => ({ value: each, label: t(`side.${each}`) }))}
        />
        <Field
          label={t("remarks")}
          kind="long"
          value={remarks}
          onEdit={setRemarks}
          focus="sign:remarks"
        />
      </div>
    </Confirm>
  );
}

/** A task was dealt with: says what was done. */
function Resolve({ task, onAsk, onClose }: DialogProps & { task: AttentionTask }) {
  const { t } = useTranslation("duty");
  const [text, setText] = useState("");
  return (
    <Confirm
      title={task.text}
      confirm={t("resolve")}
      disabled={text.trim() === ""}
      onConfirm={() =>
        onAsk({
          type: "resolve_task",
          stream: task.stream ?? "",
          task: task.id,
          text: text.trim(),
        })
      }
      onClose={onClose}
    >
      <p className="sec">{task.detail}</p>
      <Field
        label={t("resolve_text")}
        kind="long"
        value={text}
        onEdit={setText}
        focus="resolve:text"
        required
      />
    </Confirm>
  );
}

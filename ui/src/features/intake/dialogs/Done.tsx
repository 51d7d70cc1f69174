import { useState } from "react";

import { Button, Dialog, Field, Lamp, PaperTable, useCall, useNotice } from "../../../components";
import { useTranslation } from "../../../i18n";
import { type ActOutcome, ipc, type PaperRow } from "../../../ipc";

interface Props {
  outcome: ActOutcome;
  onOutcome: (outcome: ActOutcome) => void;
  onNext: () => void;
  onFinish: () => void;
}

const isOwed = (paper: PaperRow) => paper.state === "owed" || paper.state === "failed";

/** What was done and printed; an owed paper 欠发凭证 keeps the visit open until it is out. */
export function Done({ outcome, onOutcome, onNext, onFinish }: Props) {
  const { t } = useTranslation("intake");
  const notice = useNotice();
  const { busy, run } = useCall();
  const [reason, setReason] = useState("");
  const owed = outcome.papers.filter(isOwed);
  const close = (then: () => void) => () => {
    if (owed.length === 0) then();
    else notice({ tone: "warn", text: t("done.owed_blocks", { n: owed.length }) });
  };
  const reprint = (paper: { stream: string; number: string }) =>
    void run(async () => {
      const again = await ipc.act({
        type: "print",
        stream: paper.stream,
        number: paper.number,
        reason: reason.trim() === "" ? null : reason.trim(),
      });
      if (again.refusal !== null) {
        notice({ tone: "warn", text: again.refusal.message, next: again.refusal.article });
        return;
      }
      const fresh = new Map(again.papers.map((row) => [row.number, row]));
      const papers = outcome.papers.map((row) => fresh.get(row.number) ?? row);
      onOutcome({ ...outcome, papers });
    });
  const first = outcome.cases[0];
  const rate = (caseNo: string) =>
    void run(async () => {
      notice({ tone: "info", text: t("done.rate_waiting") });
      const rated = await ipc.act({ type: "rate", case: caseNo });
      const told = rated.refusal;
      if (told === null) notice({ tone: "ok", text: rated.message });
      else notice({ tone: "warn", code: told.code, text: told.message, next: told.article });
    });
  return (
    <Dialog
      title={<Lamp colour={owed.length === 0 ? "green" : "yellow"}>{outcome.message}</Lamp>}
      size="wide"
      onClose={close(onFinish)}
      commands={{ next_ticket: close(onNext), primary: close(onFinish) }}
      footer={
        <>
          <Button onPress={close(onFinish)} hint="escape" focus="done:finish">
            {t("done.finish")}
          </Button>
          {first !== undefined && (
            <Button onPress={() => rate(first)} disabled={busy} focus="done:rate">
              {t("done.rate")}
            </Button>
          )}
          <Button tone="primary" hint="next_ticket" onPress={close(onNext)} focus="done:next" flow>
            {t("done.next")}
          </Button>
        </>
      }
    >
      {outcome.cases.length > 0 && (
        <p>
          {t("done.numbers")} <b>{outcome.cases.join(" · ")}</b>
        </p>
      )}
      <PaperTable rows={outcome.papers} onReprint={reprint} busy={busy} />
      {owed.length > 0 && <p className="gate-error">{t("done.owed_note")}</p>}
      {owed.length === 0 && outcome.papers.length > 0 && (
        <Field label={t("done.reason")} value={reason} onEdit={setReason} focus="done:reason" flow={false} />
      )}
    </Dialog>
  );
}

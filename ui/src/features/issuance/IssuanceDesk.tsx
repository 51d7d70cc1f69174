import { useState } from "react";

import { Field, KeyLine, Lamp, List, useCall, useFault, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { type ActRequest, ipc, type IssuanceView, type ReadyRow } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { requestFocus, useCommands } from "../../keyboard";
import { HandOut } from "./HandOut";

/** 出件台: all results of an application handed out at one place. */
export function IssuanceDesk({ application }: { application: string | null }) {
  const { t } = useTranslation("issuance");
  const fault = useFault();
  const [text, setText] = useState("");
  const [picked, setPicked] = useState<string | null>(application);
  const { data: ready, reload } = useLive(() => ipc.issuanceList(), "list", fault);
  const rows = (ready ?? []).filter((row) => matches(row, text));
  const selected = picked ?? rows[0]?.application ?? null;
  useCommands({ find_item: () => requestFocus("search") });
  return (
    <main className="review">
      <section className="card inbox">
        <div className="inbox-tabs">
          <Field
            label={t("list")}
            value={text}
            onEdit={setText}
            focus="search"
            placeholder={t("search")}
          />
        </div>
        <List
          label={t("list")}
          rows={rows}
          keyOf={(row) => row.application}
          selected={selected}
          onSelect={(row) => setPicked(row.application)}
          onKeyOpen={() => requestFocus("recipient")}
          focus="ready"
          flow
          rowClass="inbox-row"
          empty={ready === null ? t("common:loading") : t("empty")}
          draw={(row) => <Row row={row} />}
        />
      </section>
      {selected === null ? (
        <>
          <div className="banner" />
          <section className="card empty review-none">{t("nothing")}</section>
        </>
      ) : (
        <OneApplication key={selected} application={selected} onActed={() => void reload()} />
      )}
      <KeyLine
        hints={[
          { keys: { text: "↑ ↓" }, label: t("common:key.arrows") },
          { keys: { text: "Enter" }, label: t("common:key.enter") },
          { keys: { text: "Space" }, label: t("keys.toggle") },
          { keys: "primary", label: t("keys.deliver") },
        ]}
      />
    </main>
  );
}

function matches(row: ReadyRow, text: string): boolean {
  const wanted = text.trim();
  return wanted === "" || [row.who, row.title].some((part) => part.includes(wanted));
}

function OneApplication({ application, onActed }: { application: string; onActed: () => void }) {
  const { t } = useTranslation("issuance");
  const fault = useFault();
  const notice = useNotice();
  const { busy, run } = useCall();
  const { data: view, reload } = useLive(() => ipc.issuance(application), application, fault);
  const ask = (request: ActRequest) =>
    void run(async () => {
      const done = await ipc.act(request);
      if (done.refusal !== null) {
        const { code, message, article } = done.refusal;
        notice({ tone: "warn", code, text: message, next: article });
        return;
      }
      notice({ tone: "ok", text: done.message === "" ? t("delivered") : done.message });
      onActed();
      await reload();
      // handed out: the next one waits in the list
      if (request.type === "deliver") requestFocus("ready");
    });
  if (view === null) return <div className="banner mut">{t("common:loading")}</div>;
  return (
    <>
      <Banner view={view} />
      <HandOut view={view} busy={busy} ask={ask} />
    </>
  );
}

function Banner({ view }: { view: IssuanceView }) {
  return (
    <div className="banner">
      <span className="banner-who">{view.who}</span>
      <span className="sec">{view.number_masked}</span>
      <span className="banner-sep" />
      <span className="sec clip">{view.title}</span>
    </div>
  );
}

function Row({ row }: { row: ReadyRow }) {
  const { t } = useTranslation("issuance");
  return (
    <>
      <b className="clip">{row.who}</b>
      <Lamp colour={row.lamp}>{row.lamp_text}</Lamp>
      <span className="sec clip">{row.title}</span>
      <span className="mut">
        {row.ready}/{row.total} · {t("since", { text: row.since })}
      </span>
    </>
  );
}

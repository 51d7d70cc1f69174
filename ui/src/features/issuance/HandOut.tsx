import { useState } from "react";

import { Button, Card, Choice, Field, KeyValue, Lamp, PaperTable, Reason, Table } from "../../components";
import { useTranslation } from "../../i18n";
import type { ActRequest, IssuanceView, PaperRow, ResultRow } from "../../ipc";
import { keyLabel, useCommands } from "../../keyboard";
import { deliverRequest, type Handout, isComplete, needsNumber, NOBODY } from "./acts";

interface Props {
  view: IssuanceView;
  busy: boolean;
  ask: (request: ActRequest) => void;
}

/** The results of one application and who takes them 交付. */
export function HandOut({ view, busy, ask }: Props) {
  const { t } = useTranslation("issuance");
  const { t: p } = useTranslation("papers");
  const [left, setLeft] = useState<readonly string[]>([]);
  const [handout, setHandout] = useState(NOBODY);
  const [again, setAgain] = useState<PaperRow | null>(null);
  // all that is ready goes out, unless a box was cleared
  const ready = view.results.filter((row) => row.ready).map((row) => row.case_no);
  const chosen = ready.filter((caseNo) => !left.includes(caseNo));
  const available = view.deliverable && chosen.length > 0 && isComplete(handout, view.method) && !busy;
  const deliver = () => {
    if (available) ask(deliverRequest(view, handout, chosen));
  };
  useCommands({ primary: deliver });
  const print = (paper: PaperRow, reason: string | null) =>
    ask({ type: "print", stream: paper.stream, number: paper.number, reason });
  const toggle = (caseNo: string) =>
    setLeft((old) => (old.includes(caseNo) ? old.filter((other) => other !== caseNo) : [...old, caseNo]));
  return (
    <>
      <div className="case hand-out">
        <Results view={view} chosen={chosen} onToggle={toggle} />
        <Originals view={view} />
        <Card title={t("papers")} fill>
          <PaperTable
            rows={view.papers}
            busy={busy}
            onReprint={(paper) => (paper.state === "printed" ? setAgain(paper) : print(paper, null))}
          />
        </Card>
      </div>
      <div className="stack">
        <Recipient view={view} draft={handout} onDraft={setHandout} />
        <Rate view={view} busy={busy} ask={ask} />
        <Deliver view={view} count={chosen.length} available={available} onPress={deliver} />
      </div>
      {again !== null && (
        <Reason
          title={`${p("reprint")} ${again.title} ${again.number}`}
          label={p("why")}
          confirm={p("reprint")}
          note={p("reprint_note")}
          onSay={(reason) => {
            setAgain(null);
            print(again, reason);
          }}
          onClose={() => setAgain(null)}
        />
      )}
    </>
  );
}

/** 好差评, once a visit, on the applicant's own device; the clerk's window has no grades. */
function Rate({ view, busy, ask }: Props) {
  const { t } = useTranslation("issuance");
  const [asked, setAsked] = useState(false);
  const open = view.acts.find((row) => row.act === "rate")?.available === true;
  if (view.rated || !open) return null;
  return (
    <Card title={t("rate.title")} note={t("rate.note")}>
      <Button
        onPress={() => {
          setAsked(true);
          const first = view.results[0];
          if (first !== undefined) ask({ type: "rate", case: first.case_no });
        }}
        focus="rate"
      >
        {t("rate.ask")}
      </Button>
      {asked && busy && <p className="mut small">{t("rate.waiting")}</p>}
    </Card>
  );
}

function Results(props: {
  view: IssuanceView;
  chosen: readonly string[];
  onToggle: (caseNo: string) => void;
}) {
  const { t } = useTranslation("issuance");
  const box = (row: ResultRow) => (
    <input
      type="checkbox"
      aria-label={row.item}
      disabled={!row.ready}
      checked={props.chosen.includes(row.case_no)}
      data-focus={`result:${row.case_no}`}
      data-flow={row.ready ? "" : undefined}
      onChange={() => props.onToggle(row.case_no)}
    />
  );
  return (
    <Card title={t("results")}>
      <Table
        rows={props.view.results}
        keyOf={(row) => row.case_no}
        columns={[
          { id: "box", title: "", draw: box },
          {
            id: "item",
            title: t("item"),
            draw: (row) => (
              <>
                {row.item}
                <div className="mut small">{row.case_no}</div>
              </>
            ),
          },
          { id: "department", title: t("department"), draw: (row) => row.department },
          { id: "outcome", title: t("outcome"), draw: (row) => row.outcome },
          { id: "result", title: t("result"), draw: (row) => row.result },
          {
            id: "state",
            title: t("state"),
            draw: (row) => <Lamp colour={row.lamp}>{row.state}</Lamp>,
          },
        ]}
      />
    </Card>
  );
}

function Originals({ view }: { view: IssuanceView }) {
  const { t } = useTranslation("issuance");
  return (
    <>
      {view.originals.length > 0 && (
        <Card title={t("originals")}>
          <KeyValue
            rows={view.originals.map((row) => ({ id: row.name, name: row.name, value: row.text }))}
          />
        </Card>
      )}
      {view.owed.length > 0 && (
        <Card title={t("owed")}>
          {view.owed.map((paper) => (
            <div key={paper}>
              <Lamp colour="yellow">{paper}</Lamp>
            </div>
          ))}
        </Card>
      )}
    </>
  );
}

interface RecipientProps {
  view: IssuanceView;
  draft: Handout;
  onDraft: (draft: Handout) => void;
}

function Recipient({ view, draft, onDraft }: RecipientProps) {
  const { t } = useTranslation("issuance");
  return (
    <Card title={t("hand_out")}>
      <div className="stack">
        <KeyValue
          rows={[
            { id: "method", name: t("method"), value: t(view.method) },
            { id: "phone", name: t("phone"), value: view.phone_masked },
            ...(view.address === null ? [] : [{ id: "address", name: "", value: view.address }]),
          ]}
        />
        <Choice
          label={t("recipient")}
          focus="recipient"
          value={draft.recipient}
          onPick={(value) =>
            onDraft({ ...draft, recipient: value as Handout["recipient"], number: "" })
          }
          options={[
            { value: "self", label: t("recipient_self") },
            { value: "agent", label: t("recipient_agent") },
          ]}
        />
        {needsNumber(draft, view.method) && (
          <Field
            label={t("recipient_number")}
            value={draft.number}
            onEdit={(number) => onDraft({ ...draft, number })}
            focus="recipient:number"
            required
          />
        )}
        {draft.recipient === "agent" && (
          <>
            <Field
              label={t("recipient_name")}
              value={draft.name}
              onEdit={(name) => onDraft({ ...draft, name })}
              focus="recipient:name"
              required
            />
            <Field
              label={t("recipient_reason")}
              value={draft.reason}
              onEdit={(reason) => onDraft({ ...draft, reason })}
              focus="recipient:reason"
              required
            />
          </>
        )}
      </div>
    </Card>
  );
}

function Deliver(props: {
  view: IssuanceView;
  count: number;
  available: boolean;
  onPress: () => void;
}) {
  const { t } = useTranslation("issuance");
  return (
    <div className="way-out">
      {!props.view.rated && <p className="mut small">{t("rating_hint")}</p>}
      <button
        type="button"
        className="btn way-out-button"
        data-tone={props.available ? "primary" : "plain"}
        aria-disabled={!props.available}
        data-focus="way-out"
        data-flow=""
        onClick={props.onPress}
      >
        <span>
          {t("deliver")} <kbd>{keyLabel("primary")}</kbd>
        </span>
        <span className="way-out-reason">
          {props.view.reason ?? t("selected", { n: props.count })}
        </span>
      </button>
    </div>
  );
}

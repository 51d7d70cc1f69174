import { useState } from "react";

import { Button, KeyValue, Tabs, useCall } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type LabelValue, type ReviewView } from "../../ipc";
import type { Ask } from "./acts";
import { CasePapers } from "./CasePapers";
import { MaterialsTab } from "./CaseMaterials";

type View = "form" | "materials" | "rules" | "history" | "papers";

interface Props {
  view: ReviewView;
  ask: Ask;
  onChanged: () => Promise<void>;
}

/** The case itself: form, materials with their pages, answers and rules, history, papers. */
export function CaseTabs({ view, ask, onChanged }: Props) {
  const { t } = useTranslation("review");
  const [tab, setTab] = useState<View>("materials");
  return (
    <section className="card case">
      <Tabs
        label={t("view.form")}
        focus="case-tabs"
        current={tab}
        onPick={(id) => setTab(id as View)}
        tabs={[
          { id: "form", label: t("view.form") },
          { id: "materials", label: t("view.materials"), count: view.materials.length },
          { id: "rules", label: t("view.rules") },
          { id: "history", label: t("view.history"), count: view.history.length },
          { id: "papers", label: t("view.papers") },
        ]}
      />
      {tab === "form" && <FormTab view={view} />}
      {tab === "materials" && <MaterialsTab view={view} ask={ask} onChanged={onChanged} key={view.case_no} />}
      {tab === "rules" && <RulesTab view={view} />}
      {tab === "history" && <HistoryTab view={view} />}
      {tab === "papers" && <CasePapers view={view} ask={ask} />}
    </section>
  );
}

function FormTab({ view }: { view: ReviewView }) {
  return (
    <div className="case-scroll" tabIndex={0} data-focus="case-form">
      {view.groups.map((group) => (
        <section key={group.title} className="case-group">
          <h3>{group.title}</h3>
          <KeyValue
            rows={group.rows.map((row) => ({
              id: row.label,
              name: row.label,
              value: <Value row={row} application={view.application} />,
            }))}
          />
        </section>
      ))}
    </div>
  );
}

/** A value; masked personal data is shown on request, and the request is logged. */
function Value({ row, application }: { row: LabelValue; application: string }) {
  const { t } = useTranslation("common");
  const { run } = useCall();
  const [revealed, setRevealed] = useState<string | null>(null);
  if (!row.value.includes("**") || revealed !== null) return <>{revealed ?? row.value}</>;
  const reveal = () =>
    void run(async () => setRevealed(await ipc.reveal(application, row.label)));
  return (
    <>
      {row.value}{" "}
      <Button tone="link" size="small" onPress={reveal} focus={`reveal:${row.label}`}>
        {t("reveal")}
      </Button>
    </>
  );
}

function RulesTab({ view }: { view: ReviewView }) {
  const { t } = useTranslation("review");
  return (
    <div className="case-scroll" tabIndex={0} data-focus="case-rules">
      {view.answers.map((answer) => (
        <div className="case-answer" key={answer.question}>
          <span>{answer.question}</span>
          <b>{answer.answer}</b>
          {answer.law !== null && (
            <span className="mut small">
              {t("law")}：{answer.law}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function HistoryTab({ view }: { view: ReviewView }) {
  return (
    <div className="case-scroll" tabIndex={0} data-focus="case-history">
      <Timeline view={view} />
    </div>
  );
}

/** What happened, newest first 经过. */
export function Timeline({ view }: { view: Pick<ReviewView, "history"> }) {
  return (
    <ol className="timeline">
      {view.history.map((row) => (
        <li key={`${row.at} ${row.text}`}>
          {row.at} {row.text}
          {row.detail !== null && <div className="mut small">{row.detail}</div>}
        </li>
      ))}
    </ol>
  );
}

import { useState } from "react";

import {
  Button,
  KeyValue,
  type PageImage,
  PageViewer,
  Tabs,
  Tag,
  useCall,
} from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type LabelValue, pageUrl, type ReviewMaterial, type ReviewView } from "../../ipc";
import { keyboard } from "../../keyboard";

type View = "form" | "materials" | "rules" | "history";

/** The case itself: form, materials with their pages, answers and rules, history. */
export function CaseTabs({ view }: { view: ReviewView }) {
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
        ]}
      />
      {tab === "form" && <FormTab view={view} />}
      {tab === "materials" && <MaterialsTab materials={view.materials} key={view.case_no} />}
      {tab === "rules" && <RulesTab view={view} />}
      {tab === "history" && <HistoryTab view={view} />}
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

function images(material: ReviewMaterial | undefined): PageImage[] {
  return (material?.pages ?? []).map((page) => ({
    id: page.hash,
    thumb: pageUrl(page.hash, "thumb"),
    full: pageUrl(page.hash, "full"),
    label: page.label,
  }));
}

function MaterialsTab({ materials }: { materials: readonly ReviewMaterial[] }) {
  const { t } = useTranslation("review");
  const [kind, setKind] = useState(
    () => (materials.find((material) => material.pages.length > 0) ?? materials[0])?.kind,
  );
  const [page, setPage] = useState(0);
  const material = materials.find((entry) => entry.kind === kind) ?? materials[0];
  const open = (entry: ReviewMaterial | undefined) => {
    if (entry === undefined) return;
    setKind(entry.kind);
    setPage(0);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const entry = materials[Number(event.key) - 1];
    event.preventDefault();
    keyboard.defer(() => open(entry));
  };
  return (
    <div className="case-materials" onKeyDown={onKeyDown}>
      <div className="case-list">
        {materials.map((entry) => (
          <button
            key={entry.kind}
            type="button"
            className="case-material"
            aria-pressed={entry.kind === material?.kind}
            data-focus={`review-material:${entry.kind}`}
            onClick={() => open(entry)}
          >
            <span>
              {entry.no} {entry.name}
            </span>{" "}
            <Tag tone={entry.level_tone}>{entry.level}</Tag>{" "}
            {entry.note !== null && <span className="small sec">{entry.note}</span>}
          </button>
        ))}
        {material !== undefined && <Checked material={material} />}
        <p className="case-keys mut small">
          <span>
            <kbd>←</kbd> <kbd>→</kbd> {t("keys.turn")}
          </span>
          <span>
            <kbd>R</kbd> {t("keys.rotate")}
          </span>
          <span>
            <kbd>Z</kbd> {t("keys.zoom")}
          </span>
          <span>
            <kbd>1</kbd>-<kbd>9</kbd> {t("view.materials")}
          </span>
        </p>
      </div>
      <PageViewer
        pages={images(material)}
        at={page}
        onMove={setPage}
        empty={t("pages_none")}
        label={t("viewer")}
        focus="viewer"
        watermark={material?.watermark ?? ""}
      />
    </div>
  );
}

function Checked({ material }: { material: ReviewMaterial }) {
  const { t } = useTranslation("review");
  if (material.checked === null && material.pages_missing === 0) return null;
  return (
    <p className="case-checked mut small">
      {material.checked}
      {material.pages_missing > 0 && (
        <span className="warn-text">{t("pages_missing", { n: material.pages_missing })}</span>
      )}
    </p>
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

import { useState } from "react";

import { type PageImage, PageViewer, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import { pageUrl, type ReviewMaterial, type ReviewView } from "../../ipc";
import { keyboard } from "../../keyboard";
import type { Ask } from "./acts";
import { MaterialTools } from "./MaterialTools";

function images(material: ReviewMaterial | undefined): PageImage[] {
  return (material?.pages ?? []).map((page) => ({
    id: page.hash,
    thumb: pageUrl(page.hash, "thumb"),
    full: pageUrl(page.hash, "full"),
    label: page.label,
  }));
}

interface Props {
  view: ReviewView;
  ask: Ask;
  onChanged: () => Promise<void>;
}

/** The materials with their pages, and what may be done with them after 收件. */
export function MaterialsTab({ view, ask, onChanged }: Props) {
  const { t } = useTranslation("review");
  const { materials } = view;
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
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    // digits in a dialog answer its questions; another material would be scanned into otherwise
    if (event.target instanceof Element && event.target.closest("dialog") !== null) return;
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
        {material !== undefined && (
          <MaterialTools
            view={view}
            material={material}
            page={material.pages[page]?.hash ?? null}
            ask={ask}
            onChanged={onChanged}
          />
        )}
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

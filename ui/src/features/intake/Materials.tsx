import { Button, Card, Lamp, type PageImage, Tag, Thumbs } from "../../components";
import { findPlace, focusPlace } from "../../keyboard";
import { pageUrl } from "../../ipc";
import { useTranslation } from "../../i18n";
import type { IntakeActs, PageProps } from "./acts";
import type { IntakeView, Material, MaterialPage } from "./model";
import { materialPlace } from "./places";

/** The pages of a material as pictures. */
export function pageImages(pages: readonly MaterialPage[]): PageImage[] {
  return pages.map((page) => ({
    id: page.hash,
    thumb: pageUrl(page.hash, "thumb"),
    full: pageUrl(page.hash, "full"),
    label: page.label,
  }));
}

/** ⑤ 材料: one row a material; the row with the focus is the one that F6 and F7 mean. */
export function Materials({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  if (view.materials.length === 0) return null;
  return (
    <Card
      id="step-materials"
      className="materials"
      title={t("materials.title")}
      note={mergeNote(view, t)}
      actions={
        <>
          <Button size="small" hint="scan" onPress={() => acts.scan(rowMeant(view))}>
            {t("materials.scan")}
          </Button>
          <Button size="small" hint="certificates" onPress={() => acts.certificates(rowMeant(view))}>
            {t("materials.certificates")}
          </Button>
        </>
      }
    >
      <table className="table">
        <thead>
          <tr>
            <th>{t("materials.no")}</th>
            <th>{t("materials.name")}</th>
            <th>{t("materials.source")}</th>
            <th>{t("materials.pages")}</th>
            <th>{t("materials.used_by")}</th>
            <th>{t("materials.check")}</th>
          </tr>
        </thead>
        <tbody>
          {view.materials.map((material) => (
            <Row key={material.kind} material={material} acts={acts} view={view} />
          ))}
          {view.dropped.map((dropped) => (
            <tr key={dropped.name}>
              <td className="mut">·</td>
              <td className="struck">{dropped.name}</td>
              <td className="mut" colSpan={4}>
                {t("materials.dropped", { reason: dropped.reason })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type Translate = ReturnType<typeof useTranslation<"intake">>["t"];

function mergeNote(view: IntakeView, t: Translate): string {
  if (view.merged_before <= view.merged_after) {
    return t("materials.note", { n: view.merged_after });
  }
  return t("materials.note_saved", { before: view.merged_before, n: view.merged_after });
}

/** The material that F6 and F7 mean: the row with the focus, else the first that is missing. */
export function rowMeant(view: IntakeView): string {
  const focused = document.activeElement?.closest<HTMLElement>('[data-focus^="material:"]');
  const kind = focused?.dataset["focus"]?.slice("material:".length);
  const open = view.materials.find((material) => material.lamp === "red" && material.can_scan);
  return kind ?? open?.kind ?? view.materials[0]?.kind ?? "";
}

interface RowProps {
  material: Material;
  view: IntakeView;
  acts: IntakeActs;
}

function Row({ material, view, acts }: RowProps) {
  const { t } = useTranslation("intake");
  const place = materialPlace(material.kind);
  const walk = (step: number) => {
    const at = view.materials.findIndex((other) => other.kind === material.kind);
    const to = view.materials[at + step];
    if (to !== undefined && findPlace(materialPlace(to.kind)) !== null) {
      focusPlace(materialPlace(to.kind));
    }
  };
  return (
    <tr
      className="material"
      tabIndex={0}
      data-focus={place}
      data-flow=""
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        const act = {
          ArrowDown: () => walk(1),
          ArrowUp: () => walk(-1),
          " ": () => acts.openMaterial(material.kind, null),
        }[event.key];
        if (act === undefined) return;
        event.preventDefault();
        act();
      }}
    >
      <td>{material.no}</td>
      <td>
        <button
          type="button"
          className="material-name"
          tabIndex={-1}
          title={t("materials.guide")}
          onClick={() => acts.openMaterial(material.kind, null)}
        >
          {material.name}
        </button>
      </td>
      <td>
        {material.source_tone === "none" ? (
          <span className="mut">{material.source}</span>
        ) : (
          <Tag tone={material.source_tone}>{material.source}</Tag>
        )}
      </td>
      <td>
        {material.pages.length === 0 ? (
          <span className="mut">{t("common:none")}</span>
        ) : (
          <Thumbs
            pages={pageImages(material.pages)}
            onOpen={(page) => acts.openMaterial(material.kind, page)}
          />
        )}
      </td>
      <td className="sec nowrap">{material.used_by}</td>
      <td>
        <Lamp colour={material.lamp}>{material.check}</Lamp>
      </td>
    </tr>
  );
}

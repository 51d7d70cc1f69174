import { memo } from "react";

import { Button, Card, Lamp, Tag, Thumbs } from "../../components";
import type { IntakeView, Material } from "../../ipc";
import { advance } from "../../keyboard";
import { useTranslation } from "../../i18n";
import type { IntakeActs, PageProps } from "./acts";
import { materialPlace } from "./places";
import { pageImages } from "./rows";

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
          <Button size="small" hint="scan" onPress={acts.scan}>
            {t("materials.scan")}
          </Button>
          <Button size="small" hint="certificates" onPress={acts.certificates}>
            {t("materials.certificates")}
          </Button>
        </>
      }
    >
      <table className="table materials-table">
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
            <Row key={material.kind} material={material} acts={acts} />
          ))}
          {view.dropped.map((dropped) => (
            <tr key={dropped.name} className="dropped">
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
  const n = view.materials.length;
  if (view.materials_before <= n) return t("materials.note", { n });
  return t("materials.note_saved", { before: view.materials_before, n });
}

interface RowProps {
  material: Material;
  acts: IntakeActs;
}

/** Pages are there and nobody has looked at them yet: Enter says 合格 and goes on. */
function isWaiting(material: Material): boolean {
  return material.lamp === "yellow" && material.pages.length > 0;
}

const Row = memo(function Row({ material, acts }: RowProps) {
  const { t } = useTranslation("intake");
  const place = materialPlace(material.kind);
  const open = (page: number) => acts.open({ kind: "material", material: material.kind, page });
  return (
    <tr
      className="material"
      tabIndex={0}
      data-focus={place}
      data-flow=""
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        const act = {
          Enter: isWaiting(material) ? () => acts.pass(material.kind) : undefined,
          ArrowDown: () => advance(event.currentTarget),
          ArrowUp: () => advance(event.currentTarget, -1),
          " ": () => open(0),
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
          onClick={() => open(0)}
        >
          {material.name}
        </button>
      </td>
      <td>
        <Tag tone={material.source_tone}>{material.source}</Tag>
      </td>
      <td>
        {material.pages.length === 0 ? (
          <span className="mut">{t("common:none")}</span>
        ) : (
          <Thumbs pages={pageImages(material.pages)} onOpen={open} most={3} />
        )}
      </td>
      <td className="sec nowrap">{material.used_by}</td>
      <td>
        <Lamp colour={material.lamp}>{material.check}</Lamp>
      </td>
    </tr>
  );
});

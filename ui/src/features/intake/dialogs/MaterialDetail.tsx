import { useState } from "react";

import { Button, Dialog, Field, Lamp, OriginalChoice, PageViewer } from "../../../components";
import { useTranslation } from "../../../i18n";
import type { DraftEdit, IntakeView, Material } from "../../../ipc";
import { pageImages } from "../rows";
import { Guide } from "./Scan";

interface Props {
  view: IntakeView;
  material: string;
  page: number;
  put: (edit: DraftEdit) => void;
  onScan: () => void;
  onCertificates: () => void;
  onImport: () => void;
  onPrint: () => void;
  onClose: () => void;
}

/** One material: what to check, its pages, the original, and what can be done with it. */
export function MaterialDetail(props: Props) {
  const { t } = useTranslation("intake");
  const [page, setPage] = useState(props.page);
  const row = props.view.materials.find((entry) => entry.kind === props.material);
  if (row === undefined) return null;
  const at = Math.min(page, Math.max(row.pages.length - 1, 0));
  return (
    <Dialog
      title={
        <>
          {row.name} <Lamp colour={row.lamp}>{row.check}</Lamp>
        </>
      }
      size="page"
      onClose={props.onClose}
      commands={{ scan: props.onScan, certificates: props.onCertificates }}
      footer={
        <Button onPress={props.onClose} hint="escape" focus="material:close">
          {t("common:close")}
        </Button>
      }
    >
      <div className="material-detail">
        <div className="stack">
          <Actions {...props} row={row} hash={row.pages[at]?.hash ?? null} />
          {row.guide.length > 0 && <Guide lines={row.guide} />}
          <span className="field-label">{t("original.title")}</span>
          <OriginalChoice
            value={row.original}
            focus="material:original"
            onPick={(state) => props.put({ type: "original", kind: row.kind, state })}
          />
          <Verdict row={row} put={props.put} />
        </div>
        <PageViewer
          pages={pageImages(row.pages)}
          at={at}
          onMove={setPage}
          empty={t("materials.no_pages")}
          label={row.name}
          focus="viewer"
        />
      </div>
    </Dialog>
  );
}

function Actions(props: Props & { row: Material; hash: string | null }) {
  const { t } = useTranslation("intake");
  const { row, hash } = props;
  return (
    <div className="row material-actions">
      {row.can_print && (
        <Button onPress={props.onPrint} focus="material:print" flow>
          {t("materials.print_form")}
        </Button>
      )}
      {row.can_scan && (
        <Button onPress={props.onScan} hint="scan" focus="material:scan" flow>
          {t("materials.scan")}
        </Button>
      )}
      {row.can_certificate && (
        <Button onPress={props.onCertificates} hint="certificates" focus="material:certificates" flow>
          {t("materials.certificates")}
        </Button>
      )}
      <Button onPress={props.onImport} focus="material:import" flow>
        {t("materials.import")}
      </Button>
      {hash !== null && (
        <Button
          tone="danger"
          onPress={() => props.put({ type: "remove_page", kind: row.kind, hash })}
          focus="material:remove"
        >
          {t("materials.remove_page")}
        </Button>
      )}
    </div>
  );
}

/** 核验: in order, or what is wrong with it. */
function Verdict({ row, put }: { row: Material; put: (edit: DraftEdit) => void }) {
  const { t } = useTranslation("intake");
  const [problem, setProblem] = useState("");
  if (row.pages.length === 0) return null;
  return (
    <div className="stack">
      <Field
        label={t("materials.problem")}
        value={problem}
        onEdit={setProblem}
        focus="material:problem"
        kind="long"
      />
      <div className="row">
        <Button
          tone="primary"
          onPress={() => put({ type: "check", kind: row.kind, problem: null })}
          focus="material:passed"
          flow
        >
          {t("materials.passed")}
        </Button>
        <Button
          tone="danger"
          disabled={problem.trim() === ""}
          onPress={() => put({ type: "check", kind: row.kind, problem: problem.trim() })}
          focus="material:failed"
        >
          {t("materials.failed")}
        </Button>
      </div>
    </div>
  );
}

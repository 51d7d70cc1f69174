import { useState } from "react";

import { Button, Reason, useCall } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type ReviewMaterial, type ReviewView } from "../../ipc";
import { useCommands } from "../../keyboard";
import { type Ask, rightOf } from "./acts";
import { CaseScan } from "./CaseScan";

interface Props {
  view: ReviewView;
  material: ReviewMaterial;
  /** the page that is shown */
  page: string | null;
  ask: Ask;
  onChanged: () => Promise<void>;
}

/** Materials after 收件: 补扫, import, 核验, a page taken out. */
export function MaterialTools(props: Props) {
  const { t } = useTranslation("review");
  const { view, material, page, ask, onChanged } = props;
  const { run } = useCall();
  const [dialog, setDialog] = useState<"scan" | "problem" | "detach" | null>(null);
  const open = rightOf(view, "check_material")?.available === true;
  useCommands(open ? { scan: () => setDialog("scan") } : {});
  if (!open) return null;
  const close = () => setDialog(null);
  const about = { case: view.case_no, kind: material.kind };
  const check = (problem: string | null) => ask({ type: "check_material", ...about, problem });
  const bring = () =>
    void run(async () => {
      const fresh = await ipc.importMore(view.case_no, material.kind, "not_shown");
      if (fresh !== null) await onChanged();
    });
  return (
    <div className="row material-tools">
      <Button size="small" hint="scan" onPress={() => setDialog("scan")} focus="supplement:scan">
        {t("supplement.scan")}
      </Button>
      <Button size="small" onPress={bring} focus="supplement:import">
        {t("supplement.import")}
      </Button>
      {material.pages.length > 0 && (
        <>
          <Button size="small" onPress={() => void check(null)} focus="supplement:passed">
            {t("supplement.passed")}
          </Button>
          <Button size="small" onPress={() => setDialog("problem")} focus="supplement:failed">
            {t("supplement.failed")}
          </Button>
        </>
      )}
      {page !== null && (
        <Button size="small" tone="danger" onPress={() => setDialog("detach")} focus="supplement:detach">
          {t("supplement.detach")}
        </Button>
      )}
      {dialog === "scan" && (
        <CaseScan view={view} material={material} ask={ask} onChanged={onChanged} onClose={close} />
      )}
      {dialog === "problem" && (
        <Reason
          title={material.name}
          label={t("supplement.problem")}
          confirm={t("supplement.failed")}
          onSay={(problem) => void check(problem).then(close)}
          onClose={close}
        />
      )}
      {dialog === "detach" && page !== null && (
        <Reason
          title={t("supplement.detach")}
          label={t("reason")}
          confirm={t("supplement.detach")}
          tone="danger"
          note={t("supplement.detach_note")}
          onSay={(reason) => void ask({ type: "detach_page", ...about, page, reason }).then(close)}
          onClose={close}
        />
      )}
    </div>
  );
}

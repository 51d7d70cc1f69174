import { type Original, ScanDialog } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, onScanProgress, type ReviewMaterial, type ReviewView } from "../../ipc";
import type { Ask } from "./acts";

interface Props {
  view: ReviewView;
  material: ReviewMaterial;
  ask: Ask;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** 补扫: pages join the material as they come; 采用 says that they were checked against the original. */
export function CaseScan({ view, material, ask, onChanged, onClose }: Props) {
  const { t } = useTranslation("intake");
  const scan = async (original: Original, feeder: boolean) => {
    try {
      await ipc.scanMore(view.case_no, material.kind, original, feeder);
    } finally {
      // pages that came before a fault are kept
      await onChanged();
    }
  };
  const keep = () =>
    void ask({ type: "check_material", case: view.case_no, kind: material.kind, problem: null }).then(onClose);
  return (
    <ScanDialog
      title={t("scan.title", { name: material.name })}
      scanner={{ scan, cancel: ipc.cancelScan, onProgress: onScanProgress }}
      pages={material.pages.length}
      onKeep={keep}
      onClose={onClose}
      focus="supplement-scan"
    />
  );
}

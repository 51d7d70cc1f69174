import { type Original, ScanDialog, Thumbs } from "../../../components";
import { useTranslation } from "../../../i18n";
import { ipc, type IntakeView, onScanProgress } from "../../../ipc";
import { pageImages } from "../rows";

interface Props {
  view: IntakeView;
  material: string;
  onView: (view: IntakeView) => void;
  /** checked against the original and used */
  onKeep: (original: Original) => void;
  onClose: () => void;
}

/** 扫描: pages join the material as they come. */
export function Scan({ view, material, onView, onKeep, onClose }: Props) {
  const { t } = useTranslation("intake");
  const row = view.materials.find((entry) => entry.kind === material);
  const pages = row?.pages ?? [];
  const scan = async (_original: Original, feeder: boolean) => {
    try {
      onView(await ipc.scan(view.id, material, feeder));
    } catch (error) {
      // pages that came before the fault are kept
      const kept = await ipc.current().catch(() => null);
      if (kept !== null) onView(kept);
      throw error;
    }
  };
  return (
    <ScanDialog
      title={t("scan.title", { name: row?.name ?? "" })}
      scanner={{ scan, cancel: ipc.cancelScan, onProgress: onScanProgress }}
      pages={pages.length}
      onKeep={onKeep}
      onClose={onClose}
      focus="scan"
      guide={row !== undefined && row.guide.length > 0 && <Guide lines={row.guide} />}
    >
      <div className="scan-pages">
        <Thumbs pages={pageImages(pages)} onOpen={() => undefined} />
      </div>
    </ScanDialog>
  );
}

/** 受理标准: what to look at before a material is called in order. */
export function Guide({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation("intake");
  return (
    <div className="guide">
      <b>{t("materials.guide")}</b>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

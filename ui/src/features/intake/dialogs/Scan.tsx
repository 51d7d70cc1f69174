import { useEffect, useState } from "react";

import { Button, Choice, Dialog, type FaultLike, faultOf, Thumbs } from "../../../components";
import { useTranslation } from "../../../i18n";
import { ipc, type IntakeView, type OriginalState, onWorking, type Progress } from "../../../ipc";
import { requestFocus } from "../../../keyboard";
import { pageImages } from "../rows";

interface Props {
  view: IntakeView;
  material: string;
  onView: (view: IntakeView) => void;
  /** checked against the original and used */
  onKeep: (original: OriginalState) => void;
  onClose: () => void;
}

function useScan(view: IntakeView, material: string, onView: (view: IntakeView) => void) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<FaultLike | null>(null);
  useEffect(() => onWorking((work) => work.work === "scan" && setProgress(work)), []);
  const start = async (feeder: boolean) => {
    if (running) return;
    setRunning(true);
    setFault(null);
    setProgress(null);
    // what had the focus may be out of use while it runs
    requestFocus("scan:stop");
    let next = "scan:keep";
    try {
      onView(await ipc.scan(view.id, material, feeder));
    } catch (error) {
      setFault(faultOf(error) ?? { code: "window", message: String(error), article: null });
      next = "scan:start";
      // pages that came before the fault are kept
      const kept = await ipc.current().catch(() => null);
      if (kept !== null) onView(kept);
    } finally {
      setRunning(false);
      requestFocus(next);
    }
  };
  const stop = () => void ipc.cancelScan().catch(() => undefined);
  return { progress, running, fault, start, stop };
}

/** 扫描: from feeder or flatbed, with progress; can be stopped; faults say what to do and lose no page. */
export function Scan({ view, material, onView, onKeep, onClose }: Props) {
  const { t } = useTranslation("intake");
  const row = view.materials.find((entry) => entry.kind === material);
  const [feeder, setFeeder] = useState(true);
  const [original, setOriginal] = useState<OriginalState>("seen_returned");
  const scan = useScan(view, material, onView);
  const pages = row?.pages ?? [];
  const start = () => void scan.start(feeder);
  const keep = () => {
    if (!scan.running && pages.length > 0) onKeep(original);
  };
  return (
    <Dialog
      title={t("scan.title", { name: row?.name ?? "" })}
      size="wide"
      onClose={scan.running ? scan.stop : onClose}
      commands={{ scan: start, primary: keep }}
      footer={
        <>
          {scan.running ? (
            <Button onPress={scan.stop} hint="escape" focus="scan:stop">
              {t("scan.stop")}
            </Button>
          ) : (
            <Button onPress={start} hint="scan" focus="scan:start" flow tone={pages.length === 0 ? "primary" : "plain"}>
              {pages.length === 0 ? t("scan.start") : t("scan.more")}
            </Button>
          )}
          <Button
            tone={pages.length === 0 ? "plain" : "primary"}
            hint="primary"
            onPress={keep}
            disabled={scan.running || pages.length === 0}
            focus="scan:keep"
            flow
          >
            {t("scan.keep")}
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <span>{t("scan.source")}</span>
        <Choice
          label={t("scan.source")}
          focus="scan:source"
          value={feeder ? "feeder" : "flatbed"}
          onPick={(value) => setFeeder(value === "feeder")}
          disabled={scan.running}
          options={[
            { value: "feeder", label: t("scan.feeder") },
            { value: "flatbed", label: t("scan.flatbed") },
          ]}
        />
        <span>{t("original.title")}</span>
        <OriginalChoice value={original} onPick={setOriginal} focus="scan:original" />
      </div>
      {row !== undefined && row.guide.length > 0 && <Guide lines={row.guide} />}
      {scan.running && (
        <div className="scan-progress" role="status">
          <progress className="progress-line" max={100} value={scan.progress?.percent ?? undefined} />
          <span>{scan.progress?.text ?? t("common:busy")}</span>
        </div>
      )}
      {scan.fault !== null && (
        <p className="gate-error" role="alert" data-code={scan.fault.code}>
          {scan.fault.message}
        </p>
      )}
      <p className="dialog-lead">{t("scan.pages", { n: pages.length })}</p>
      <div className="scan-pages">
        <Thumbs pages={pageImages(pages)} onOpen={() => undefined} />
      </div>
    </Dialog>
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

interface OriginalProps {
  value: OriginalState;
  onPick: (value: OriginalState) => void;
  focus: string;
}

/** 原件: what happened to the paper original. */
export function OriginalChoice({ value, onPick, focus }: OriginalProps) {
  const { t } = useTranslation("intake");
  return (
    <Choice
      label={t("original.title")}
      focus={focus}
      value={value}
      onPick={(picked) => onPick(picked as OriginalState)}
      options={[
        { value: "seen_returned", label: t("original.seen_returned") },
        { value: "kept", label: t("original.kept") },
        { value: "not_shown", label: t("original.not_shown") },
      ]}
    />
  );
}

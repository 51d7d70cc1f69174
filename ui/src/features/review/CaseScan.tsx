import { useEffect, useState } from "react";

import { Button, Choice, Dialog, type FaultLike, faultOf } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type OriginalState, onWorking, type Progress, type ReviewMaterial, type ReviewView } from "../../ipc";
import { requestFocus } from "../../keyboard";
import type { Ask } from "./acts";

interface Props {
  view: ReviewView;
  material: ReviewMaterial;
  ask: Ask;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

const ORIGINALS: readonly OriginalState[] = ["seen_returned", "kept", "not_shown"];

function useScan({ view, material, onChanged }: Omit<Props, "onClose" | "ask">) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<FaultLike | null>(null);
  useEffect(() => onWorking((work) => work.work === "scan" && setProgress(work)), []);
  const start = async (original: OriginalState, feeder: boolean) => {
    if (running) return;
    setRunning(true);
    setFault(null);
    setProgress(null);
    let next = "supplement-scan:keep";
    try {
      await ipc.scanMore(view.case_no, material.kind, original, feeder);
    } catch (error) {
      setFault(faultOf(error) ?? { code: "window", message: String(error), article: null });
      next = "supplement-scan:start";
    } finally {
      setRunning(false);
      // pages that came before a fault are kept
      await onChanged();
      requestFocus(next);
    }
  };
  const stop = () => void ipc.cancelScan().catch(() => undefined);
  return { progress, running, fault, start, stop };
}

/** 补扫: pages join the material as they come; 采用 says that they were checked against the original. */
export function CaseScan(props: Props) {
  const { t } = useTranslation("intake");
  const { view, material, ask, onClose } = props;
  const [feeder, setFeeder] = useState(true);
  const [original, setOriginal] = useState<OriginalState>("seen_returned");
  const scan = useScan(props);
  const start = () => void scan.start(original, feeder);
  const ready = !scan.running && material.pages.length > 0;
  const keep = () => {
    if (!ready) return;
    void ask({ type: "check_material", case: view.case_no, kind: material.kind, problem: null }).then(onClose);
  };
  return (
    <Dialog
      title={t("scan.title", { name: material.name })}
      size="wide"
      onClose={scan.running ? scan.stop : onClose}
      commands={{ scan: start, primary: keep }}
      footer={
        <>
          <Button
            onPress={scan.running ? scan.stop : start}
            hint={scan.running ? "escape" : "scan"}
            focus={scan.running ? "supplement-scan:stop" : "supplement-scan:start"}
            flow
          >
            {scan.running ? t("scan.stop") : t("scan.start")}
          </Button>
          <Button tone="primary" hint="primary" onPress={keep} disabled={!ready} focus="supplement-scan:keep" flow>
            {t("scan.keep")}
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <span>{t("scan.source")}</span>
        <Choice
          label={t("scan.source")}
          focus="supplement-scan:source"
          value={feeder ? "feeder" : "flatbed"}
          onPick={(value) => setFeeder(value === "feeder")}
          disabled={scan.running}
          options={[
            { value: "feeder", label: t("scan.feeder") },
            { value: "flatbed", label: t("scan.flatbed") },
          ]}
        />
        <span>{t("original.title")}</span>
        <Choice
          label={t("original.title")}
          focus="supplement-scan:original"
          value={original}
          onPick={(value) => setOriginal(value as OriginalState)}
          disabled={scan.running}
          options={ORIGINALS.map((each) => ({ value: each, label: t(`original.${each}`) }))}
        />
      </div>
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
      <p className="dialog-lead">{t("scan.pages", { n: material.pages.length })}</p>
    </Dialog>
  );
}

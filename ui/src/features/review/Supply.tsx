import { useState } from "react";

import { Button, Choice, Dialog, type FaultLike, faultOf } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type OriginalState, type ReviewMaterial } from "../../ipc";
import { requestFocus } from "../../keyboard";

interface Props {
  caseNo: string;
  material: ReviewMaterial;
  onDone: () => void;
  onClose: () => void;
}

const ORIGINALS: readonly OriginalState[] = ["seen_returned", "kept", "not_shown"];

/** 补扫: a material of a received case comes again, or for the first time. */
export function Supply({ caseNo, material, onDone, onClose }: Props) {
  const { t } = useTranslation("review");
  const [feeder, setFeeder] = useState(true);
  const [original, setOriginal] = useState<OriginalState>("seen_returned");
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<FaultLike | null>(null);
  const scan = () => {
    if (running) return;
    setRunning(true);
    setFault(null);
    ipc
      .supply(caseNo, material.kind, feeder, original)
      .then(onDone)
      .catch((error: unknown) => {
        setFault(faultOf(error) ?? { code: "window", message: String(error), article: null });
        setRunning(false);
        requestFocus("supply:scan");
      });
  };
  const stop = () => void ipc.cancelScan().catch(() => undefined);
  return (
    <Dialog
      title={t("supply_scan.title", { name: material.name })}
      onClose={running ? stop : onClose}
      commands={{ scan, primary: scan }}
      footer={
        <>
          <Button onPress={running ? stop : onClose} hint="escape" focus="supply:close">
            {running ? t("supply_scan.stop") : t("common:cancel")}
          </Button>
          <Button tone="primary" hint="scan" onPress={scan} disabled={running} focus="supply:scan" flow>
            {running ? t("common:busy") : t("supply_scan.start")}
          </Button>
        </>
      }
    >
      <p className="sec">{t("supply_scan.note")}</p>
      <div className="stack">
        <Choice
          label={t("supply_scan.source")}
          focus="supply:source"
          value={feeder ? "feeder" : "flatbed"}
          onPick={(value) => setFeeder(value === "feeder")}
          options={[
            { value: "feeder", label: t("supply_scan.feeder") },
            { value: "flatbed", label: t("supply_scan.flatbed") },
          ]}
        />
        <Choice
          label={t("supply_scan.original")}
          focus="supply:original"
          value={original}
          onPick={(picked) => setOriginal(picked as OriginalState)}
          options={ORIGINALS.map((each) => ({ value: each, label: t(`original.${each}`) }))}
        />
      </div>
      {fault !== null && (
        <p className="gate-error" role="alert" data-code={fault.code}>
          {fault.message}
        </p>
      )}
    </Dialog>
  );
}

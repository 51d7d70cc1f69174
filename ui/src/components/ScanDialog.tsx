import { type ReactNode, useEffect, useState } from "react";

import { useTranslation } from "../i18n";
import { requestFocus } from "../keyboard";
import { Button } from "./Button";
import { Choice } from "./Choice";
import { Dialog } from "./Dialog";
import { type FaultLike, faultOf } from "./notice";

/** 原件: what happened to the paper original. */
export type Original = "seen_returned" | "kept" | "not_shown";

interface Progress {
  percent: number | null;
  text: string;
}

/** A scanner as a dialog needs it; pages that came before a fault are kept by whoever scans. */
export interface Scanning {
  scan: (original: Original, feeder: boolean) => Promise<void>;
  cancel: () => Promise<unknown>;
  onProgress: (tell: (progress: Progress) => void) => () => void;
}

interface Props {
  title: string;
  scanner: Scanning;
  /** pages that are there */
  pages: number;
  /** checked against the original and used */
  onKeep: (original: Original) => void;
  onClose: () => void;
  /** names the places of the dialog */
  focus: string;
  /** what to look at, above the count of pages */
  guide?: ReactNode;
  children?: ReactNode;
}

function useScan({ scanner, focus }: Pick<Props, "scanner" | "focus">) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<FaultLike | null>(null);
  const { onProgress } = scanner;
  useEffect(() => onProgress(setProgress), [onProgress]);
  const start = async (original: Original, feeder: boolean) => {
    if (running) return;
    setRunning(true);
    setFault(null);
    setProgress(null);
    // what had the focus may be out of use while it runs
    requestFocus(`${focus}:stop`);
    let next = "keep";
    try {
      await scanner.scan(original, feeder);
    } catch (error) {
      setFault(faultOf(error) ?? { code: "window", message: String(error), article: null });
      next = "start";
    } finally {
      setRunning(false);
      requestFocus(`${focus}:${next}`);
    }
  };
  const stop = () => void scanner.cancel().catch(() => undefined);
  return { progress, running, fault, start, stop };
}

/** 扫描: from feeder or flatbed, with progress; can be stopped; faults say what to do and lose no page. */
export function ScanDialog(props: Props) {
  const { title, pages, focus, onClose } = props;
  const { t } = useTranslation("intake");
  const [feeder, setFeeder] = useState(true);
  const [original, setOriginal] = useState<Original>("seen_returned");
  const scan = useScan(props);
  const start = () => void scan.start(original, feeder);
  const keep = () => {
    if (!scan.running && pages > 0) props.onKeep(original);
  };
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={scan.running ? scan.stop : onClose}
      commands={{ scan: start, primary: keep }}
      footer={<Footer pages={pages} focus={focus} running={scan.running} start={start} stop={scan.stop} keep={keep} />}
    >
      <div className="dialog-form">
        <span>{t("scan.source")}</span>
        <Choice
          label={t("scan.source")}
          focus={`${focus}:source`}
          value={feeder ? "feeder" : "flatbed"}
          onPick={(value) => setFeeder(value === "feeder")}
          disabled={scan.running}
          options={[
            { value: "feeder", label: t("scan.feeder") },
            { value: "flatbed", label: t("scan.flatbed") },
          ]}
        />
        <span>{t("original.title")}</span>
        <OriginalChoice value={original} onPick={setOriginal} focus={`${focus}:original`} />
      </div>
      {props.guide}
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
      <p className="dialog-lead">{t("scan.pages", { n: pages })}</p>
      {props.children}
    </Dialog>
  );
}

interface FooterProps extends Pick<Props, "pages" | "focus"> {
  running: boolean;
  start: () => void;
  stop: () => void;
  keep: () => void;
}

function Footer({ pages, focus, running, start, stop, keep }: FooterProps) {
  const { t } = useTranslation("intake");
  const none = pages === 0;
  return (
    <>
      {running ? (
        <Button onPress={stop} hint="escape" focus={`${focus}:stop`}>
          {t("scan.stop")}
        </Button>
      ) : (
        <Button onPress={start} hint="scan" focus={`${focus}:start`} flow tone={none ? "primary" : "plain"}>
          {none ? t("scan.start") : t("scan.more")}
        </Button>
      )}
      <Button
        tone={none ? "plain" : "primary"}
        hint="primary"
        onPress={keep}
        disabled={running || none}
        focus={`${focus}:keep`}
        flow
      >
        {t("scan.keep")}
      </Button>
    </>
  );
}

interface OriginalProps {
  value: Original;
  onPick: (value: Original) => void;
  focus: string;
}

const ORIGINALS: readonly Original[] = ["seen_returned", "kept", "not_shown"];

/** 原件: seen and returned, kept, or not shown. */
export function OriginalChoice({ value, onPick, focus }: OriginalProps) {
  const { t } = useTranslation("intake");
  return (
    <Choice
      label={t("original.title")}
      focus={focus}
      value={value}
      onPick={(picked) => onPick(picked as Original)}
      options={ORIGINALS.map((each) => ({ value: each, label: t(`original.${each}`) }))}
    />
  );
}

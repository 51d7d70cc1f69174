import { useEffect, useState } from "react";

import { useTranslation } from "../../i18n";
import { type EntryView, ipc } from "../../ipc";

interface Props {
  /** The station's time, as the last answer gave it. */
  at: string;
  /** What the station answers at every second; the clock may have been turned meanwhile. */
  onEntry?: (entry: EntryView) => void;
}

/** 演示时钟: the time is turned; its date and time stand in the frame, so that nobody takes them for real. */
export function DemoClock({ at, onEntry }: Props) {
  const { t } = useTranslation("session");
  const [time, setTime] = useState(at);
  useEffect(() => {
    const ask = async () => {
      const entry = await ipc.entry();
      if (entry.demo_clock !== null) setTime(entry.demo_clock);
      onEntry?.(entry);
    };
    // an answer that fails leaves the time as it was; the next second asks again
    const timer = window.setInterval(() => void ask().catch(() => undefined), 1000);
    return () => window.clearInterval(timer);
  }, [onEntry]);
  return (
    <span className="demo-clock" title={t("demo_clock_note")}>
      {t("demo_clock")} <time dateTime={time}>{time.slice(0, 16).replace("T", " ")}</time>
    </span>
  );
}

import { useEffect, useState } from "react";

import { Button } from "../../components";
import { useTranslation } from "../../i18n";
import type { Desk, DeviceRow, EntryView, Progress, SessionView, SyncState } from "../../ipc";
import { DemoClock } from "./DemoClock";

/** The clock of the law 北京时间: always +08:00, whatever the PC says. */
export function clockText(now: number): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(11, 16);
}

function Clock({ now }: { now: () => number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((old) => old + 1), 5000);
    return () => window.clearInterval(timer);
  }, []);
  return <span>{clockText(now())}</span>;
}

interface Props {
  session: SessionView;
  desk: Desk;
  now: () => number;
  demoClock: string | null;
  work: Progress | null;
  onEntry: (entry: EntryView) => void;
  onDesk: (desk: Desk) => void;
  onSync: () => void;
  onMenu: () => void;
  onCancelPrint: () => void;
}

/** The top bar 顶栏: the desks of this person, and the truth about devices and sync. */
export function TopBar(props: Props) {
  const { session, desk, now, work, onDesk, onSync, onMenu } = props;
  const { t } = useTranslation("session");
  return (
    <header className="top">
      <span className="top-name">{t("common:app")}</span>
      <span className="top-hall">{session.hall}</span>
      {session.training && <span className="training">{t("common:training")}</span>}
      <nav className="desks">
        {session.desks.map((entry) => (
          <button
            key={entry.id}
            type="button"
            className="desk-tab"
            data-focus={`desk:${entry.id}`}
            aria-current={entry.id === desk ? "page" : undefined}
            onClick={() => onDesk(entry.id)}
          >
            {t(`common:desk.${entry.id}`)}
            {entry.count !== null && entry.count > 0 && <small> {entry.count}</small>}
          </button>
        ))}
      </nav>
      <div className="top-right">
        {work !== null && <Work work={work} onCancelPrint={props.onCancelPrint} />}
        {session.devices.map((device) => (
          <Device key={device.id} device={device} />
        ))}
        <SyncPill sync={session.sync} onPress={onSync} />
        {props.demoClock === null ? (
          <Clock now={now} />
        ) : (
          <DemoClock at={props.demoClock} onEntry={props.onEntry} />
        )}
        <button type="button" className="who-button" data-focus="account" onClick={onMenu}>
          {session.user_name} · {session.post}
        </button>
      </div>
    </header>
  );
}

function Device({ device }: { device: DeviceRow }) {
  return (
    <span className="device">
      <span className="device-mark" data-state={device.state} aria-hidden="true" />
      {device.text}
    </span>
  );
}

/**
 * Long work: what goes on and how far it is, or what it waits for a person to do; the window is never
 * blocked by it.
 */
function Work({ work, onCancelPrint }: { work: Progress } & Pick<Props, "onCancelPrint">) {
  const { t } = useTranslation("session");
  return (
    <span className="work" role="status" data-problem={work.problem ?? undefined}>
      {work.problem === null && (
        <progress className="work-bar" max={100} value={work.percent ?? undefined} />
      )}
      <span className="work-text clip" title={work.text}>
        {work.text}
      </span>
      {work.work === "print" && (
        <Button tone="link" size="small" onPress={onCancelPrint} focus="work:cancel">
          {t("work.cancel_print")}
        </Button>
      )}
    </span>
  );
}

function toneOf(sync: SyncState): "plain" | "warn" | "bad" {
  if (sync.attention > 0) return "bad";
  return sync.word === "offline" || sync.problem !== null ? "warn" : "plain";
}

function SyncPill({ sync, onPress }: { sync: SyncState; onPress: () => void }) {
  const { t } = useTranslation("session");
  const parts = [
    t(`sync.${sync.word}`, { done: sync.blobs_done, total: sync.blobs_total, n: sync.attention }),
    t("sync.pending", { n: sync.pending }),
  ];
  if (sync.oldest_minutes !== null && sync.oldest_minutes > 0) {
    parts.push(t("sync.oldest", { age: t("common:duration_minutes", { n: sync.oldest_minutes }) }));
  }
  return (
    <button type="button" className="pill" data-tone={toneOf(sync)} data-focus="sync" onClick={onPress}>
      {parts.join(" · ")}
    </button>
  );
}

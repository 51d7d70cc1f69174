import { useCallback, useEffect, useState } from "react";

import { useNotice } from "../components";
import { AttentionDialog } from "../features/attention/AttentionDialog";
import type { NumberedList } from "../features/find/FindDesk";
import { HandOverDialog } from "../features/handover/HandOverDialog";
import { AccountMenu, SyncDialog } from "../features/session/Menus";
import { TopBar } from "../features/session/TopBar";
import { Tour } from "../features/tour/Tour";
import {
  coalesce,
  type Desk,
  type EntryView,
  ipc,
  onChanged,
  onWorking,
  type Progress,
  type SessionView,
} from "../ipc";
import { keyboard, requestFocus, useCommands } from "../keyboard";
import { DeskOf, FIRST } from "./DeskOf";
import { useIdleLock } from "./useIdleLock";

/** Where the window stands: a desk, and what it should show there. */
export interface Place {
  desk: Desk;
  find: string;
  list: NumberedList | null;
  application: string | null;
}

interface Props {
  session: SessionView;
  showTour: boolean;
  demoClock: string | null;
  onEntry: (work: () => Promise<EntryView>) => void;
  onLanguage: () => void;
}

/** The frame after sign-in: top bar, one desk, and the dialogs that belong to no desk. */
export function Shell(props: Props) {
  const { session: first, showTour, onEntry, onLanguage } = props;
  const session = useSession(first);
  const { now } = session;
  const work = useWork();
  const [place, setPlace] = useState<Place>({
    desk: first.desks[0]?.id ?? "find",
    find: "",
    list: null,
    application: null,
  });
  const [open, setOpen] = useState<"sync" | "menu" | "attention" | "handover" | null>(null);
  const [tour, setTour] = useState(showTour);
  const notice = useNotice();
  const problem = session.value.sync.problem;
  useEffect(() => {
    if (problem !== null) notice({ tone: "warn", code: "sync", text: problem });
  }, [problem, notice]);
  const waitsFor = work?.problem ?? null;
  const waitText = work?.text ?? "";
  useEffect(() => {
    if (waitsFor !== null) notice({ tone: "warn", code: waitsFor, text: waitText });
  }, [waitsFor, waitText, notice]);
  const go = useCallback(
    (desk: Desk, more: Partial<Place> = {}) =>
      setPlace({ desk, find: "", list: null, application: null, ...more }),
    [],
  );
  const lock = () => {
    setOpen(null);
    onEntry(() => leave(() => ipc.lock()));
  };
  const hasFind = session.value.desks.some((desk) => desk.id === "find");
  useCommands({ lock, ...(hasFind ? { find: () => go("find") } : {}) });
  useIdleLock(lock);
  const endTour = () => {
    setTour(false);
    const first = FIRST[place.desk];
    if (first !== undefined) requestFocus(first);
    void ipc.tourSeen().catch(() => undefined);
  };
  return (
    <div className="app">
      <TopBar
        session={session.value}
        desk={place.desk}
        now={now}
        demoClock={props.demoClock}
        work={work}
        onEntry={session.setEntry}
        onDesk={(desk) => go(desk)}
        onSync={() => setOpen("sync")}
        onMenu={() => setOpen("menu")}
        onCancelPrint={() => void ipc.cancelPrint().catch(() => undefined)}
      />
      <div className="desk">
        <DeskOf
          place={place}
          go={go}
          now={now}
          user={first.user}
          onPapers={() => setOpen("handover")}
        />
      </div>
      {open === "sync" && (
        <SyncDialog
          sync={session.value.sync}
          onSync={session.setSync}
          onAttention={() => setOpen("attention")}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "menu" && (
        <AccountMenu
          session={session.value}
          onLock={lock}
          onSignOut={() => onEntry(() => leave(() => ipc.signOut()))}
          onTour={() => {
            setOpen(null);
            setTour(true);
          }}
          onLanguage={onLanguage}
          onAttention={() => setOpen("attention")}
          onHandOver={() => setOpen("handover")}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "attention" && (
        <AttentionDialog
          onCase={(find) => {
            setOpen(null);
            go("find", { find });
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "handover" && <HandOverDialog onClose={() => setOpen(null)} />}
      {tour && <Tour desk={first.desks[0]?.id ?? "find"} onClose={endTour} />}
    </div>
  );
}

/** What was typed is safe before the person leaves the desk. */
async function leave<T>(then: () => Promise<T>): Promise<T> {
  await keyboard.settled();
  return then();
}

/** Long work that goes on now 正在进行; null when none does. */
function useWork(): Progress | null {
  const [work, setWork] = useState<Progress | null>(null);
  useEffect(() => onWorking((progress) => setWork(progress.done ? null : progress)), []);
  return work;
}

/** The session with what changed since sign-in: sync at every message, devices and counts with the lists. */
function useSession(first: SessionView) {
  const [value, setValue] = useState(first);
  const [offset, setOffset] = useState(() => aheadOfPage(first.now));
  const setSync = useCallback((sync: SessionView["sync"]) => setValue((old) => ({ ...old, sync })), []);
  const setEntry = useCallback((entry: EntryView) => {
    if (entry.session === null) return;
    setValue(entry.session);
    setOffset(aheadOfPage(entry.session.now));
  }, []);
  useEffect(() => {
    const refresh = coalesce(async () => setEntry(await ipc.entry()));
    return onChanged((changed) => {
      setSync(changed.sync);
      // what is shown stays true as of the last answer; the next message asks again
      if (changed.lists) void refresh().catch(() => undefined);
    });
  }, [setSync, setEntry]);
  const now = useCallback(() => Date.now() + offset, [offset]);
  return { value, setSync, setEntry, now };
}

/** How far the station's clock is ahead of the page's: legal time may differ from what the PC says. */
function aheadOfPage(stationNow: string): number {
  return Date.parse(stationNow) - Date.now();
}

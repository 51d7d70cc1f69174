import { useMemo } from "react";

import { ipc, type IntakeView, type ScanTarget } from "../../ipc";
import { requestFocus } from "../../keyboard";
import { nextPlace, SEARCH } from "./places";
import type { DeskState } from "./useDeskState";

/** Beginning, parking and ending a visit 接待. */
export interface Visits {
  next: () => void;
  start: (ticket: string) => void;
  /** begins without a ticket and reads the card into it */
  startWithCard: () => void;
  recall: (draft: string) => void;
  park: () => void;
  discard: () => void;
  /** reads a scanned code; resolves to where it leads */
  code: (text: string) => Promise<ScanTarget | undefined>;
}

/** the place focused last, or where a fresh page begins */
function settle(view: IntakeView): void {
  requestFocus(view.focus ?? (view.items.length === 0 ? SEARCH : nextPlace(view, "items")));
}

export function useVisits(state: DeskState): Visits {
  const { run, onDraft, draft, setOverlay, setOutcome } = state;
  const { show, latest, flush } = draft;
  return useMemo(() => {
    const take = async (ask: () => Promise<IntakeView>) => {
      // whoever is being served is parked, never lost
      const present = latest();
      if (present !== null) {
        if (!(await flush())) return;
        await ipc.park(present.id);
      }
      const view = await ask();
      setOutcome(null);
      setOverlay(null);
      show(view);
      settle(view);
    };
    const open = (ask: () => Promise<IntakeView>) => void run(() => take(ask));
    return {
      next: () => open(() => ipc.nextTicket()),
      start: (ticket) => open(() => ipc.start(ticket.trim())),
      startWithCard: () =>
        open(async () => {
          const view = await ipc.start("");
          show(view);
          return ipc.readCard(view.id);
        }),
      recall: (id) => open(() => ipc.recall(id)),
      park: () =>
        void onDraft(async (view) => {
          await ipc.park(view.id);
          show(null);
          requestFocus("start:next");
        }),
      discard: () =>
        void run(async () => {
          const view = latest();
          if (view === null) return;
          await ipc.discard(view.id);
          setOverlay(null);
          show(null);
          requestFocus("start:next");
        }),
      code: (text) =>
        run(async () => {
          await flush();
          const target = await ipc.codeScanned(latest()?.id ?? null, text);
          // the applicant of a 一次性告知单 is back
          if (target.type === "visit") await take(() => ipc.recall(target.draft));
          if (target.type === "draft") {
            show(target.view);
            settle({ ...target.view, focus: nextPlace(target.view, "applicant") });
          }
          return target;
        }),
    };
  }, [run, onDraft, show, latest, flush, setOverlay, setOutcome]);
}

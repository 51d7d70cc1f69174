import { useMemo } from "react";

import { useNotice } from "../../components";
import { type IntakeView, ipc, type SearchHit } from "../../ipc";
import { requestFocus } from "../../keyboard";
import type { IntakeActs, Overlay } from "./acts";
import { editOf } from "./partyEdit";
import { materialPlace, nextPlace, SEARCH } from "./places";
import { rowMeant } from "./rows";
import type { DraftState } from "./useDraft";
import type { DeskState } from "./useDeskState";

/** The acts of the page; each flushes what was typed first and puts the focus on what comes next. */
export function usePageActs(state: DeskState, park: () => void): IntakeActs {
  const notice = useNotice();
  const { draft, run, onDraft, setOverlay, receive, tell } = state;
  const { put, stand, flush, show, latest } = draft;
  return useMemo<IntakeActs>(
    () => ({
      put,
      stand,
      setField: (element, text) => {
        const view = latest();
        if (view !== null) put(editOf(view, element, text));
      },
      leaveField: () => void flush(),
      reveal: (field) => run(() => ipc.reveal(latest()?.id ?? "", field)),
      search: (text) => ipc.search(text),
      choose: (hit) => void onDraft((view) => choose(view, hit, { put, flush, latest })),
      readCard: () =>
        void onDraft(async (view) => {
          show(await ipc.readCard(view.id));
          moveOn(latest(), "applicant");
        }),
      open: setOverlay,
      scan: () => void onDraft((view) => openRow(view, "scan", setOverlay)),
      certificates: () => void onDraft((view) => openRow(view, "certificates", setOverlay)),
      printForm: (kind) =>
        void onDraft(async (view) => {
          const done = await ipc.printForm(view.id, kind);
          if (tell(done)) notice({ tone: "ok", text: done.message });
        }),
      printSlip: (slip) =>
        void onDraft(async (view) => {
          const done = await ipc.printSlip({ type: slip, draft: view.id });
          if (tell(done)) notice({ tone: "ok", text: done.message });
        }),
      pass: (kind) => {
        put({ type: "check", kind, problem: null });
        void flush().then((saved) => {
          const view = latest();
          if (saved && view !== null) {
            requestFocus(nextPlace(view, "materials", materialPlace(kind)));
          }
        });
      },
      check: () => void onDraft((view) => Promise.resolve(moveOn(view, "items"))),
      wayOut: () =>
        void flush().then((saved) => {
          const view = latest();
          if (view === null || !saved) return;
          if (view.way_out.available) {
            receive(false);
            return;
          }
          notice({ tone: "warn", text: view.way_out.reason });
          moveOn(view, "items");
        }),
      park,
    }),
    [put, stand, flush, run, latest, onDraft, show, notice, receive, setOverlay, tell, park],
  );
}

function moveOn(view: IntakeView | null, from: "items" | "applicant"): void {
  if (view !== null) requestFocus(nextPlace(view, from));
}

async function choose(
  view: IntakeView,
  hit: SearchHit,
  draft: Pick<DraftState, "put" | "flush" | "latest">,
): Promise<void> {
  const chosen = view.items.some((item) => item.code === hit.code);
  if (!chosen) {
    draft.put(hit.theme ? { type: "theme", id: hit.code } : { type: "add_item", code: hit.code });
    await draft.flush();
  }
  const fresh = draft.latest();
  requestFocus(fresh === null ? SEARCH : nextPlace(fresh, "applicant"));
}

function openRow(
  view: IntakeView,
  kind: "scan" | "certificates",
  open: (overlay: Overlay) => void,
): Promise<void> {
  const material = rowMeant(view, kind === "scan" ? "can_scan" : "can_certificate");
  if (kind === "certificates") open({ kind, material });
  else if (material !== null) open({ kind, material });
  return Promise.resolve();
}

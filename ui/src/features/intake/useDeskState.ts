import { useCallback, useState } from "react";

import { useCall, useNotice } from "../../components";
import { type ActOutcome, type IntakeView, ipc } from "../../ipc";
import type { Overlay } from "./acts";
import { type DraftState, useDraft } from "./useDraft";

/** What the intake desk holds: the draft, what is open over it, and what was done last. */
export interface DeskState {
  draft: DraftState;
  overlay: Overlay | null;
  setOverlay: (overlay: Overlay | null) => void;
  outcome: ActOutcome | null;
  setOutcome: (outcome: ActOutcome | null) => void;
  busy: boolean;
  run: ReturnType<typeof useCall>["run"];
  /** runs an act on the draft after everything typed is safe */
  onDraft: (work: (view: IntakeView) => Promise<void>) => Promise<void>;
  /** tells an outcome; true unless a rule refused */
  tell: (done: ActOutcome) => boolean;
  receive: (asIs: boolean) => void;
  guidance: () => void;
}

/** Shows a refusal of a rule as a notice with its article; true when there was none. */
export function useOutcome(): (done: ActOutcome) => boolean {
  const notice = useNotice();
  return useCallback(
    (done: ActOutcome) => {
      if (done.refusal === null) return true;
      const { code, message, article } = done.refusal;
      notice({ tone: "warn", code, text: message, next: article });
      return false;
    },
    [notice],
  );
}

export function useDeskState(): DeskState {
  const draft = useDraft();
  const { busy, run } = useCall();
  const tell = useOutcome();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [outcome, setOutcome] = useState<ActOutcome | null>(null);
  const { flush, show, latest } = draft;
  const onDraft = useCallback(
    async (work: (view: IntakeView) => Promise<void>) => {
      await run(async () => {
        // what could not be saved must not be left behind by an act; the notice has said why
        if (!(await flush())) return;
        const view = latest();
        if (view !== null) await work(view);
      });
    },
    [run, flush, latest],
  );
  const end = useCallback(
    (done: ActOutcome) => {
      if (!tell(done)) return;
      setOverlay(null);
      show(null);
      setOutcome(done);
    },
    [tell, show],
  );
  const receive = useCallback(
    (asIs: boolean) => void onDraft(async (view) => end(await ipc.receive(view.id, asIs))),
    [onDraft, end],
  );
  const guidance = useCallback(
    () => void onDraft(async (view) => end(await ipc.guidance(view.id))),
    [onDraft, end],
  );
  return { draft, overlay, setOverlay, outcome, setOutcome, busy, run, onDraft, tell, receive, guidance };
}

import { useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

import { useFault } from "../../components";
import { type DraftEdit, ipc, type IntakeView, share } from "../../ipc";
import { keyboard } from "../../keyboard";
import { EditQueue, withEdits } from "./edits";
import { stepOfPlace } from "./places";

/** What could not be saved when its page left the screen 未保存: it goes on its way when the page is back. */
const unsaved = new Map<string, readonly DraftEdit[]>();

/** The draft being served 在办草稿: its page, and its edits on their way. */
export class Draft {
  private kept: IntakeView | null = null;
  private shown: IntakeView | null = null;
  private queue: EditQueue | null = null;
  private place: string | null = null;
  private listeners = new Set<() => void>();

  constructor(private readonly onFault: (error: unknown) => void) {}

  readonly put = (edit: DraftEdit): void => {
    this.queue?.put(edit);
  };

  /** Remembers where on the page the clerk stands: restored after a restart. What was typed into the
   * field that was left is on its way at once, and does not wait for the timer. */
  readonly stand = (place: string): void => {
    if (place === this.place) return;
    this.place = place;
    this.queue?.put({ type: "focus" });
    if (!keyboard.isBursting()) void this.queue?.flush();
  };

  /** Saves what was typed and, in the same commit, the place where the clerk will stand next. */
  readonly settle = async (next: string | null): Promise<void> => {
    if (next !== null && this.shown !== null && stepOfPlace(this.shown, next) !== null) this.stand(next);
    await this.flush();
  };

  /** Sends what waits; true when the page on screen is Rust's answer to all of it. */
  readonly flush = async (): Promise<boolean> => {
    await this.queue?.flush();
    return this.queue?.hasFailed() !== true;
  };

  /** The page leaves the screen: the desk is locked, or another one chosen. What was typed does not wait for the timer. */
  readonly leave = async (): Promise<void> => {
    const [id, queue] = [this.kept?.id, this.queue];
    if (id === undefined || queue === null) return;
    await queue.flush();
    if (queue.hasFailed()) unsaved.set(id, queue.unconfirmed());
  };

  /** Shows a fresh page; it is drawn before this returns, so that the next stop is counted on it. */
  readonly show = (view: IntakeView | null): void => {
    if (view === null) this.queue = null;
    else if (this.kept?.id !== view.id || this.queue === null) {
      this.queue = this.queueFor(view.id);
      this.place = view.focus;
    }
    this.kept = view === null ? null : share(this.kept, view);
    flushSync(() => this.redraw());
  };

  /** The last confirmed page, for acts that run after a flush. */
  readonly latest = (): IntakeView | null => this.kept;

  /** What to draw: the last answer with unconfirmed edits on top. */
  readonly view = (): IntakeView | null => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private queueFor(id: string): EditQueue {
    const queue = new EditQueue({
      send: (edit) => ipc.edit(id, edit, this.place),
      onView: (view) => {
        if (this.queue === queue) this.show(view);
      },
      onFault: this.onFault,
      onWaiting: () => this.redraw(),
      isBursting: () => keyboard.isBursting(),
    });
    for (const edit of unsaved.get(id) ?? []) queue.put(edit);
    unsaved.delete(id);
    return queue;
  }

  private redraw(): void {
    const edits = this.queue?.unconfirmed() ?? [];
    this.shown = this.kept === null ? null : share(this.shown, withEdits(this.kept, edits));
    for (const listener of this.listeners) listener();
  }
}

export interface DraftState extends Pick<Draft, "put" | "stand" | "flush" | "show" | "latest"> {
  view: IntakeView | null;
}

/** Holds the draft for the intake desk; Enter waits until what was typed has been answered. */
export function useDraft(): DraftState {
  const fault = useFault();
  const [draft] = useState(() => new Draft(fault));
  const view = useSyncExternalStore(draft.subscribe, draft.view);
  useEffect(() => {
    keyboard.settleWith(draft.settle);
    return () => {
      keyboard.settleWith(null);
      void draft.leave();
    };
  }, [draft]);
  const { put, stand, flush, show, latest } = draft;
  return { view, put, stand, flush, show, latest };
}

import { type Burst, BURST_GAP_MS, feedBurst, isRunning, NO_BURST } from "./burst";
import { type Command, commandOf, isComposing } from "./commands";
import { cancelFocusRequest } from "./focus";
import { Mover, type Settle } from "./mover";

export type Handlers = Partial<Record<Command, () => void>>;

interface Layer {
  handlers: Handlers;
  /** a dialog: keys it does not know must not reach the desk below */
  modal: boolean;
}

interface Remembered {
  element: HTMLInputElement | HTMLTextAreaElement;
  value: string;
}

type CodeListener = (code: string, typeInstead: () => void) => void;

/** The one keyboard of the window 键盘: keys become commands, a gun's burst becomes a code. */
export class Keyboard {
  private layers: Layer[] = [];
  private burst: Burst = NO_BURST;
  private remembered: Remembered | null = null;
  private codeListeners: CodeListener[] = [];
  private deferred: { run: () => void; timer: number } | null = null;
  private readonly mover = new Mover();

  /** Starts listening; returns how to stop. */
  listen(target: Window): () => void {
    const early = (event: KeyboardEvent) => this.onEarly(event);
    const late = (event: KeyboardEvent) => this.onLate(event);
    target.addEventListener("keydown", early, true);
    target.addEventListener("keydown", late);
    target.addEventListener("pointerdown", cancelFocusRequest, true);
    return () => {
      target.removeEventListener("keydown", early, true);
      target.removeEventListener("keydown", late);
      target.removeEventListener("pointerdown", cancelFocusRequest, true);
    };
  }

  /** Adds handlers on top of those already there; returns how to take them away. */
  push(handlers: Handlers, modal = false): () => void {
    const layer: Layer = { handlers, modal };
    this.layers.push(layer);
    return () => {
      this.layers = this.layers.filter((other) => other !== layer);
    };
  }

  /** Listens for scanned codes; the newest listener gets them. */
  onCode(listener: CodeListener): () => void {
    this.codeListeners.push(listener);
    return () => {
      this.codeListeners = this.codeListeners.filter((other) => other !== listener);
    };
  }

  /** Sets what Enter and Tab wait for before they move on. */
  settleWith(settle: Settle | null): void {
    this.mover.settleWith(settle);
  }

  /** Resolves when everything typed has been answered: before the window locks or changes hands. */
  async settled(): Promise<void> {
    await this.mover.settled();
  }

  /** Whether keys are arriving at a gun's pace. */
  isBursting(now: number = performance.now()): boolean {
    return isRunning(this.burst, now);
  }

  /** Runs a one-key shortcut unless the key turns out to be the first of a gun's burst. */
  defer(run: () => void): void {
    this.dropDeferred();
    const timer = window.setTimeout(() => this.runDeferred(), BURST_GAP_MS + 5);
    this.deferred = { run, timer };
  }

  private runDeferred(): void {
    const run = this.deferred?.run;
    this.dropDeferred();
    run?.();
  }

  private dropDeferred(): void {
    if (this.deferred !== null) window.clearTimeout(this.deferred.timer);
    this.deferred = null;
  }

  private handlerOf(command: Command): (() => void) | undefined {
    for (const layer of this.layers.toReversed()) {
      const handler = layer.handlers[command];
      if (handler !== undefined) return handler;
      if (layer.modal) return undefined;
    }
    return undefined;
  }

  private onEarly(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    // a key that has nowhere to go is no move of the person's own: the place waited for still counts
    if (document.activeElement !== document.body) cancelFocusRequest();
    if (this.catchBurst(event) || this.mover.hold(event)) return;
    const command = commandOf(event);
    if (command === null) return;
    const handler = this.handlerOf(command);
    // the browser's own meaning of these keys (search bar, print, caret mode) never shows
    if (command !== "escape") event.preventDefault();
    if (handler === undefined || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.deferred === null) handler();
    else {
      // a digit typed just before counts first; then the command of the page as it is drawn after it
      this.runDeferred();
      window.setTimeout(() => this.handlerOf(command)?.(), 0);
    }
  }

  private catchBurst(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.mayBeCode(event.target)) return false;
    const step = feedBurst(this.burst, event.key, event.timeStamp);
    this.burst = step.burst;
    if (step.kind === "started") this.remember(event.target);
    if (step.kind === "running" || step.kind === "scanned") this.dropDeferred();
    if (step.kind === "idle" && event.key === "Enter") this.runDeferred();
    if (step.kind !== "scanned") return false;
    event.preventDefault();
    event.stopPropagation();
    this.mover.drop();
    this.deliver(step.code);
    return true;
  }

  /** nobody scans into a password, and before sign-in there is nobody to tell */
  private mayBeCode(target: EventTarget | null): boolean {
    const secret = target instanceof HTMLInputElement && target.type === "password";
    return !secret && this.codeListeners.length > 0;
  }

  private remember(target: EventTarget | null): void {
    const typed = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    this.remembered = typed ? { element: target, value: target.value } : null;
  }

  private deliver(code: string): void {
    const remembered = this.remembered;
    this.remembered = null;
    const typed = remembered?.element.value;
    if (remembered !== null) setValue(remembered.element, remembered.value);
    const listener = this.codeListeners.at(-1);
    if (listener === undefined) return;
    const typeInstead = () => {
      if (remembered !== null && typed !== undefined) setValue(remembered.element, typed);
    };
    listener(code, typeInstead);
  }

  private onLate(event: KeyboardEvent): void {
    if (event.defaultPrevented || isComposing(event)) return;
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const step = event.shiftKey ? -1 : 1;
    if (event.key === "Tab" && this.mover.toNeighbour(event.target, step)) event.preventDefault();
    if (event.key !== "Enter" || !isLeftByEnter(event.target, event.shiftKey)) return;
    event.preventDefault();
    this.mover.toStop(event.target, step);
  }
}

/** Enter leaves a stop, presses a button, and with Shift breaks the line of a long text. */
function isLeftByEnter(target: HTMLElement, shift: boolean): boolean {
  const stop = target.closest<HTMLElement>("[data-flow]");
  if (stop === null || stop.dataset["flow"] === "submit") return false;
  if (target instanceof HTMLButtonElement && target.getAttribute("role") !== "radio") return false;
  return !(target instanceof HTMLTextAreaElement && shift);
}

/** Sets a field's text the way a person's typing would, so that React hears of it. */
export function setValue(element: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype: object =
    element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Reflect.set(prototype, "value", value, element);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The window's keyboard. */
export const keyboard = new Keyboard();

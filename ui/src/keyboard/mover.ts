import { tabbable } from "tabbable";

import { advance, nextStop, placeOf } from "./focus";

/** Makes what was typed safe; `next` is the place foreseen, null when none is left for it. */
export type Settle = (next: string | null) => Promise<void>;

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Moves the focus once what was typed is safe 先存后移; keys that come meanwhile wait for the next place. */
export class Mover {
  private settle: Settle | null = null;
  private isMoving = false;
  private ahead: KeyboardEvent[] = [];

  settleWith(settle: Settle | null): void {
    this.settle = settle;
  }

  /** Resolves when everything typed has been answered. */
  async settled(): Promise<void> {
    await this.settle?.(null);
  }

  /** Keeps a key typed before the next place had the focus; true when it was kept. */
  hold(event: KeyboardEvent): boolean {
    if (!this.isMoving || event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === "Shift") return false;
    event.preventDefault();
    event.stopPropagation();
    this.ahead.push(event);
    return true;
  }

  /** Forgets the keys that wait: they were a code, not typing. */
  drop(): void {
    this.ahead = [];
  }

  /** Enter: to the next stop, counted after the answer came. */
  toStop(from: HTMLElement, step: 1 | -1): void {
    void this.move(placeOf(nextStop(from, step)), () => advance(from, step));
  }

  /** Tab: to the next element; false when the browser is to move, because nothing waits to be saved. */
  toNeighbour(from: HTMLElement, step: 1 | -1): boolean {
    if (this.settle === null || placeOf(from) === null || from.closest("dialog") !== null) return false;
    const next = neighbour(from, step);
    if (next === null) return false;
    void this.move(placeOf(next), () => focusWhole(neighbour(from, step) ?? next));
    return true;
  }

  private async move(foreseen: string | null, go: () => unknown): Promise<void> {
    if (this.settle !== null) {
      this.isMoving = true;
      await this.settle(foreseen).finally(() => (this.isMoving = false));
    }
    go();
    while (!this.isMoving) {
      const key = this.ahead.shift();
      if (key === undefined) break;
      replay(key);
    }
  }
}

/** The element that the browser's own Tab would reach. */
function neighbour(from: HTMLElement, step: 1 | -1): HTMLElement | null {
  const order = tabbable(document.body);
  const here = order.findIndex((element) => element === from);
  const next = here < 0 ? undefined : order[here + step];
  return next instanceof HTMLElement ? next : null;
}

function isText(element: Element | null): element is TextControl {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function focusWhole(element: HTMLElement): void {
  element.focus();
  if (element instanceof HTMLInputElement && element.type !== "checkbox") element.select();
}

/** Does what the key would have done had it come a moment later. */
function replay(held: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const { key, code, shiftKey } = held;
  const again = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(again)) return;
  if ([...key].length === 1 && isText(target)) {
    target.setRangeText(key, target.selectionStart ?? 0, target.selectionEnd ?? 0, "end");
    target.dispatchEvent(new InputEvent("input", { bubbles: true, data: key }));
  } else if (key === "Enter" && target instanceof HTMLButtonElement) target.click();
}

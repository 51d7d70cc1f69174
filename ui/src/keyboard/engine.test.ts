// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Keyboard } from "./engine";
import { focusPlace, nextStop } from "./focus";

let keys: Keyboard;
let stop: () => void;
let time = 0;

function press(key: string, gap: number, more: KeyboardEventInit = {}): boolean {
  time += gap;
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "timeStamp", { value: time });
  const typed = target.dispatchEvent(event);
  if (typed && key.length === 1 && target instanceof HTMLInputElement) {
    target.value += key;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return typed;
}

const type = (text: string, gap: number) => [...text].forEach((key) => press(key, gap));
const input = (place: string) =>
  document.querySelector<HTMLInputElement>(`[data-focus="${place}"]`) as HTMLInputElement;

beforeEach(() => {
  document.body.innerHTML = `
    <input data-focus="one" data-flow value="李">
    <input data-focus="off" data-flow disabled>
    <button data-focus="aside"></button>
    <div data-focus="choice" data-flow><button role="radio" tabindex="-1"></button><button role="radio" tabindex="0"></button></div>
    <input data-focus="last" data-flow>`;
  keys = new Keyboard();
  stop = keys.listen(window);
  time = 10_000;
  vi.useFakeTimers();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe("a scanned code", () => {
  test("is told to the listener and leaves the focused field as it was", () => {
    const codes: string[] = [];
    keys.onCode((code) => codes.push(code));
    input("one").focus();
    type("YC2026112000017", 6);
    press("Enter", 6);
    expect(codes).toEqual(["YC2026112000017"]);
    expect(input("one").value).toBe("李");
    expect(document.activeElement).toBe(input("one"));
  });

  test("that nobody knows goes into the field as if typed", () => {
    keys.onCode((_code, typeInstead) => typeInstead());
    input("one").focus();
    type("13800002210", 4);
    press("Enter", 4);
    expect(input("one").value).toBe("李13800002210");
  });

  test("is only typing in a password, or when nobody listens", () => {
    const told = vi.fn();
    input("one").focus();
    type("YC2026112000017", 6);
    expect(press("Enter", 6)).toBe(false);
    expect(input("one").value).toBe("李YC2026112000017");
    keys.onCode(told);
    input("last").type = "password";
    input("last").focus();
    type("secret-2026", 4);
    press("Enter", 4);
    expect(told).not.toHaveBeenCalled();
    expect(input("last").value).toBe("secret-2026");
  });

  test("never triggers the shortcut of its first letter", () => {
    const run = vi.fn();
    keys.onCode(() => undefined);
    press("4", 500);
    keys.defer(run);
    type("4010603", 5);
    press("Enter", 5);
    vi.runAllTimers();
    expect(run).not.toHaveBeenCalled();
  });
});

describe("a digit", () => {
  test("alone triggers its shortcut, at the latest when Enter follows", () => {
    const run = vi.fn();
    keys.onCode(() => undefined);
    press("4", 500);
    keys.defer(run);
    press("Enter", 5);
    expect(run).toHaveBeenCalledTimes(1);
    vi.runAllTimers();
    expect(run).toHaveBeenCalledTimes(1);
  });

  test("counts before the command that follows it at once", () => {
    const order: string[] = [];
    keys.onCode(() => undefined);
    keys.push({ scan: () => order.push("scan") });
    press("2", 500);
    keys.defer(() => order.push("digit"));
    press("F6", 5);
    vi.runAllTimers();
    expect(order).toEqual(["digit", "scan"]);
  });
});

describe("commands", () => {
  test("go to the newest layer; a dialog shuts the desk out", () => {
    const desk = { primary: vi.fn(), park: vi.fn() };
    const dialog = { primary: vi.fn() };
    keys.push(desk);
    const close = keys.push(dialog, true);
    press("F10", 100);
    press("q", 100, { ctrlKey: true });
    expect(dialog.primary).toHaveBeenCalledTimes(1);
    expect(desk.primary).not.toHaveBeenCalled();
    expect(desk.park).not.toHaveBeenCalled();
    close();
    press("F10", 100);
    expect(desk.primary).toHaveBeenCalledTimes(1);
  });

  test("a held key acts once, and the browser's own meaning never shows", () => {
    const primary = vi.fn();
    keys.push({ primary });
    expect(press("F10", 100)).toBe(false);
    press("F10", 30, { repeat: true });
    expect(primary).toHaveBeenCalledTimes(1);
    expect(press("F3", 100)).toBe(false);
  });
});

describe("Enter", () => {
  test("goes to the next stop, past what is disabled, into the chosen part of a group", async () => {
    input("one").focus();
    press("Enter", 500);
    await vi.waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("radio"));
    expect(document.activeElement?.getAttribute("tabindex")).toBe("0");
    press("Enter", 500);
    await vi.waitFor(() => expect(document.activeElement).toBe(input("last")));
    press("Enter", 500, { shiftKey: true });
    await vi.waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("radio"));
  });

  test("waits for the answer before it counts the next stop", async () => {
    let settled: () => void = () => undefined;
    let foreseen: string | null = null;
    keys.settleWith((next) => {
      foreseen = next;
      return new Promise<void>((done) => (settled = done));
    });
    input("one").focus();
    press("Enter", 500);
    await Promise.resolve();
    expect(document.activeElement).toBe(input("one"));
    expect(foreseen).toBe("choice");
    const fresh = document.createElement("input");
    fresh.dataset["focus"] = "fresh";
    fresh.dataset["flow"] = "";
    input("one").after(fresh);
    settled();
    await vi.waitFor(() => expect(document.activeElement).toBe(fresh));
  });

  test("belongs to the input method while it composes", async () => {
    input("one").focus();
    press("Enter", 500, { isComposing: true });
    await Promise.resolve();
    expect(document.activeElement).toBe(input("one"));
  });
});

test("a place that is no stop knows which stop follows it", () => {
  const aside = document.querySelector('[data-focus="aside"]');
  expect(nextStop(aside)?.dataset["focus"]).toBe("choice");
  expect(nextStop(aside, -1)?.dataset["focus"]).toBe("one");
  expect(nextStop(input("last"))).toBeNull();
});

test("a place that has the focus keeps what is being typed; another one is selected", () => {
  const field = input("one");
  focusPlace("one");
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 1]);
  field.setSelectionRange(1, 1);
  focusPlace("one");
  expect([field.selectionStart, field.selectionEnd]).toEqual([1, 1]);
});

describe("what is typed before the next place has the focus", () => {
  const saving = () => {
    const done: (() => void)[] = [];
    keys.settleWith(() => new Promise<void>((resolve) => done.push(resolve)));
    return done;
  };

  test("waits for it, and is written there", async () => {
    const done = saving();
    input("one").after(input("last"));
    input("one").focus();
    press("Enter", 500);
    await Promise.resolve();
    expect(press("1", 200)).toBe(false);
    press("3", 200);
    expect(input("one").value).toBe("李");
    done.pop()?.();
    await vi.waitFor(() => expect(input("last").value).toBe("13"));
    expect(input("one").value).toBe("李");
  });

  test("a second Enter is a second move, and what follows it waits for that", async () => {
    const done = saving();
    input("one").focus();
    press("Enter", 500);
    await Promise.resolve();
    press("Enter", 200);
    press("7", 200);
    done.pop()?.();
    await vi.waitFor(() => expect(done).toHaveLength(1));
    expect(document.activeElement?.getAttribute("role")).toBe("radio");
    done.pop()?.();
    await vi.waitFor(() => expect(input("last").value).toBe("7"));
  });
});

describe("Tab", () => {
  test("moves once what was typed is safe", async () => {
    let foreseen: string | null = null;
    let settled: () => void = () => undefined;
    keys.settleWith((next) => {
      foreseen = next;
      return new Promise<void>((done) => (settled = done));
    });
    input("one").focus();
    expect(press("Tab", 500)).toBe(false);
    await Promise.resolve();
    expect(foreseen).toBe("aside");
    expect(document.activeElement).toBe(input("one"));
    settled();
    const aside = document.querySelector('[data-focus="aside"]');
    await vi.waitFor(() => expect(document.activeElement).toBe(aside));
  });

  test("is the browser's own where nothing waits to be saved", () => {
    input("one").focus();
    expect(press("Tab", 500)).toBe(true);
  });
});

import { describe, expect, test } from "vitest";

import { commandOf, type Stroke } from "./commands";

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

describe("the table of keys", () => {
  test.each([
    ["F2", "new"],
    ["F3", "find_item"],
    ["F4", "read_card"],
    ["F6", "scan"],
    ["F7", "certificates"],
    ["F8", "check"],
    ["F9", "next_ticket"],
    ["F10", "primary"],
    ["Escape", "escape"],
    ["a", null],
    ["Enter", null],
    ["F5", null],
  ])("%s → %s", (key, command) => {
    expect(commandOf(stroke(key))).toBe(command);
  });

  test.each([
    ["q", "park"],
    ["Q", "park"],
    ["l", "lock"],
    ["f", "find"],
    ["c", null],
  ])("Ctrl+%s → %s", (key, command) => {
    expect(commandOf(stroke(key, { ctrlKey: true }))).toBe(command);
  });

  test.each([
    ["while it composes", { isComposing: true }],
    ["when WebKit marks the key with 229", { keyCode: 229 }],
  ])("an input method keeps its keys %s", (_name, more) => {
    for (const key of ["F10", "Enter", "1", "Escape", "F8"]) {
      expect(commandOf(stroke(key, more))).toBeNull();
    }
  });

  test("the window system keeps its own", () => {
    expect(commandOf(stroke("F4", { altKey: true }))).toBeNull();
  });
});

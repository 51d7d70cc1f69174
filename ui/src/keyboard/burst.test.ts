import { describe, expect, test } from "vitest";

import { BURST_GAP_MS, BURST_PAUSE_MS, type BurstStep, feedBurst, isRunning, NO_BURST } from "./burst";

function feed(keys: readonly string[], gap: number): BurstStep {
  let step: BurstStep = { kind: "idle", burst: NO_BURST };
  keys.forEach((key, index) => {
    step = feedBurst(step.burst, key, 1000 + index * gap);
  });
  return step;
}

const code = [..."44010603202611200017"];

describe("a scanner gun's burst", () => {
  test.each([
    ["a receipt code at a gun's pace", [...code, "Enter"], 8, "scanned"],
    ["capitals: Shift between letters does not end it", ["Shift", "Y", "Shift", "C", "1", "2", "3", "4", "Enter"], 5, "scanned"],
    ["the same keys typed by a person", [...code, "Enter"], 80, "idle"],
    ["a person's fastest pair of keys is not a code", ["1", "Enter"], 5, "idle"],
    ["five keys are too short", ["1", "2", "3", "4", "5", "Enter"], 5, "idle"],
    ["no Enter yet", code, 8, "running"],
    ["an arrow in between ends it", [...code, "ArrowLeft", "Enter"], 8, "idle"],
    ["exactly the gap is typing", [...code, "Enter"], BURST_GAP_MS, "idle"],
  ])("%s", (_name, keys, gap, kind) => {
    expect(feed(keys, gap).kind).toBe(kind);
  });

  test("gives the whole code back", () => {
    const step = feed([...code, "Enter"], 3);
    expect(step).toMatchObject({ kind: "scanned", code: code.join("") });
  });

  test("a slow key begins anew", () => {
    const first = feedBurst(NO_BURST, "a", 0);
    const second = feedBurst(first.burst, "b", 500);
    expect(second).toEqual({ kind: "started", burst: { text: "b", first: 500, last: 500 } });
  });

  test.each([
    ["one key that comes late while the PC is busy", [5, 5, 5, 60, 5, 5, 5], "scanned"],
    ["the second key comes late", [60, 5, 5, 5, 5, 5, 5], "scanned"],
    ["a late second key of a short run is typing", [40, 5, 5, 5, 5], "idle"],
    ["keys that are all a little late are typing", [20, 40, 40, 40, 40, 40, 40], "idle"],
    ["a pause is the end", [5, 5, 5, 5, 5, 5, BURST_PAUSE_MS], "idle"],
  ] as const)("%s", (_name, gaps, kind) => {
    let time = 1000;
    let step = feedBurst(NO_BURST, "1", time);
    gaps.forEach((gap, index) => {
      time += gap;
      step = feedBurst(step.burst, index === gaps.length - 1 ? "Enter" : "1", time);
    });
    expect(step.kind).toBe(kind);
  });

  test("runs until the gap has passed", () => {
    const { burst } = feed(["1", "2"], 5);
    expect(isRunning(burst, 1006)).toBe(true);
    expect(isRunning(burst, 1005 + BURST_PAUSE_MS)).toBe(false);
    expect(isRunning(feed(["1"], 5).burst, 1000)).toBe(false);
  });
});

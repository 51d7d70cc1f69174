import { expect, test } from "vitest";

import type { Act, ActRow } from "../../ipc";
import { buttonsOf, mainOf, rightOf } from "./acts";

const row = (act: Act, available: boolean): ActRow => ({ act, available, told: false, reason: available ? null : "why", article: null });
const ids = (...acts: ActRow[]) => buttonsOf({ acts }).map((button) => button.id);

test("an examiner proposes either way, or returns", () => {
  expect(ids(row("give_opinion", true), row("return_to_counter", true), row("approve", false))).toEqual([
    "propose_grant",
    "propose_reject",
    "return_to_counter",
  ]);
});

test("a decider approves first", () => {
  expect(ids(row("reject", true), row("approve", true), row("give_opinion", false))).toEqual(["approve", "reject"]);
});

test("when nothing is open, one button stays and says why", () => {
  const buttons = buttonsOf({ acts: [row("reject", false), row("approve", false)] });
  expect(buttons).toHaveLength(1);
  expect(buttons[0]).toMatchObject({ id: "approve", right: { reason: "why" } });
  expect(ids(row("claim", true))).toEqual([]);
});

test("a way that its term closed is shown with its reason, never as F10", () => {
  const late: ActRow = { ...row("notify_correction", false), told: true };
  const acts = [late, row("accept", true)];
  expect(buttonsOf({ acts }).map((button) => button.id)).toEqual(["accept", "notify_correction"]);
  expect(mainOf({ acts })?.id).toBe("accept");
  expect(mainOf({ acts: [late] })).toBeNull();
});

test("claim is no button of the way out but a right of its own", () => {
  expect(rightOf({ acts: [row("claim", true)] }, "claim")?.available).toBe(true);
  expect(rightOf({ acts: [] }, "claim")).toBeNull();
});

test("where the site must be checked first, F10 does that, and afterwards only aside", () => {
  const acts = [row("give_opinion", true), row("check_site", true)];
  expect(mainOf({ acts, course: { site_due: true } })?.id).toBe("check_site");
  expect(mainOf({ acts, course: { site_due: false } })?.id).toBe("propose_grant");
});

test("F10 never withdraws, returns or declines, and claims before anything else", () => {
  const main = (...acts: ActRow[]) => mainOf({ acts })?.id;
  expect(main(row("withdraw", true))).toBeUndefined();
  expect(main(row("return_to_counter", true), row("withdraw", true))).toBeUndefined();
  expect(main(row("approve", true), row("withdraw", true))).toBe("approve");
  expect(main(row("claim", true), row("accept", true))).toBeUndefined();
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { DraftEdit, IntakeView } from "../../ipc";
import { fieldPlace } from "./places";
import { Draft } from "./useDraft";

const edit = vi.hoisted(() => vi.fn());
vi.mock("../../ipc", async (original) => ({ ...(await original<object>()), ipc: { edit } }));

const view = { id: "d1", focus: fieldPlace("a"), applicant: [], groups: [], questions: [], materials: [] };

beforeEach(() => {
  vi.useFakeTimers();
  edit.mockReset();
  edit.mockResolvedValue(view);
});
afterEach(() => {
  vi.useRealTimers();
});

test("what was typed into the field that is left goes at once, with the place that comes next", async () => {
  const draft = new Draft(() => undefined);
  draft.show(view as unknown as IntakeView);
  const typed: DraftEdit = { type: "field", element: "a", text: "46.5" };
  draft.put(typed);
  expect(edit).not.toHaveBeenCalled();
  draft.stand(fieldPlace("b"));
  expect(edit).toHaveBeenCalledWith("d1", typed, fieldPlace("b"));
  await vi.advanceTimersByTimeAsync(0);
  draft.stand(fieldPlace("c"));
  expect(edit).toHaveBeenLastCalledWith("d1", { type: "focus" }, fieldPlace("c"));
});

test("Enter saves text and the place that it foresees in one commit, and waits for it", async () => {
  const page = { ...view, applicant: [{ element: "a" }, { element: "b" }] } as unknown as IntakeView;
  edit.mockResolvedValue(page);
  const draft = new Draft(() => undefined);
  draft.show(page);
  const typed: DraftEdit = { type: "field", element: "a", text: "46.5" };
  draft.put(typed);
  await draft.settle(fieldPlace("b"));
  expect(edit.mock.calls).toEqual([["d1", typed, fieldPlace("b")]]);
  await draft.settle("account");
  expect(edit).toHaveBeenCalledTimes(1);
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { DraftEdit, IntakeView } from "../../ipc";
import { EditQueue, WAIT_MS, withEdits } from "./edits";

const field = (element: string, text: string): DraftEdit => ({ type: "field", element, text });

function wire(send: (edit: DraftEdit) => Promise<IntakeView>) {
  const seen = { views: [] as IntakeView[], faults: [] as unknown[], bursting: false };
  const queue = new EditQueue({
    send,
    onView: (view) => seen.views.push(view),
    onFault: (error) => seen.faults.push(error),
    onWaiting: () => undefined,
    isBursting: () => seen.bursting,
  });
  return { queue, seen };
}

const view = (saved_at: string) => ({ saved_at }) as IntakeView;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the order of edits", () => {
  test("a word is one edit: the last text of each field, in the order of the last touch", async () => {
    const sent: DraftEdit[] = [];
    const { queue } = wire((edit) => {
      sent.push(edit);
      return Promise.resolve(view("1"));
    });
    queue.put(field("a", "4"));
    queue.put(field("b", "x"));
    queue.put(field("a", "46"));
    queue.put(field("a", "46.5"));
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(sent).toEqual([field("b", "x"), field("a", "46.5")]);
  });

  test("flush sends at once and resolves after the last answer", async () => {
    const answers: ((view: IntakeView) => void)[] = [];
    const { queue, seen } = wire(() => new Promise((answer) => answers.push(answer)));
    queue.put(field("a", "1"));
    let done = false;
    void queue.flush().then(() => (done = true));
    queue.put(field("b", "2"));
    answers[0]?.(view("1"));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(false);
    answers[1]?.(view("2"));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(true);
    expect(seen.views.map((each) => each.saved_at)).toEqual(["1", "2"]);
  });

  test("a choice does not wait", async () => {
    const send = vi.fn(() => Promise.resolve(view("1")));
    const { queue } = wire(send);
    queue.put({ type: "answer", question: "q", value: "own" });
    await Promise.resolve();
    expect(send).toHaveBeenCalledTimes(1);
  });

  test("one at a time: the second waits for the first answer", async () => {
    let open = 0;
    let most = 0;
    const { queue } = wire(async () => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return view("1");
    });
    queue.put(field("a", "1"));
    queue.put(field("b", "1"));
    void queue.flush();
    await queue.flush();
    expect(most).toBe(1);
  });

});

describe("edits that may not leave yet, or could not", () => {
  test("a gun's burst is not sent until it is known to be typing", async () => {
    const send = vi.fn(() => Promise.resolve(view("1")));
    const { queue, seen } = wire(send);
    seen.bursting = true;
    queue.put(field("a", "440106"));
    await vi.advanceTimersByTimeAsync(WAIT_MS * 3);
    expect(send).not.toHaveBeenCalled();
    queue.put(field("a", ""));
    seen.bursting = false;
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(send).toHaveBeenCalledExactlyOnceWith(field("a", ""));
  });

  test("what could not be saved is told, kept on screen, and goes along with the next edit", async () => {
    let full = true;
    const sent: DraftEdit[] = [];
    const { queue, seen } = wire((edit) => {
      if (full) return Promise.reject(new Error("disk full"));
      sent.push(edit);
      return Promise.resolve(view("1"));
    });
    queue.put(field("a", "46.5"));
    await queue.flush();
    expect(seen.faults).toHaveLength(1);
    expect(queue.hasFailed()).toBe(true);
    expect(queue.unconfirmed()).toEqual([field("a", "46.5")]);
    full = false;
    queue.put(field("b", "x"));
    await queue.flush();
    expect(sent).toEqual([field("a", "46.5"), field("b", "x")]);
    expect(queue.hasFailed()).toBe(false);
  });

  test("a mere move of the focus never delays or repeats an edit", async () => {
    const sent: DraftEdit[] = [];
    const { queue } = wire((edit) => {
      sent.push(edit);
      return Promise.resolve(view("1"));
    });
    queue.put(field("a", "1"));
    queue.put({ type: "focus" });
    await queue.flush();
    queue.put({ type: "focus" });
    queue.put({ type: "focus" });
    await queue.flush();
    expect(sent).toEqual([field("a", "1"), { type: "focus" }]);
  });
});

describe("a disk with room again", () => {
  test("what could not be saved is tried again by the next flush, before what was typed later", async () => {
    let full = true;
    const sent: DraftEdit[] = [];
    const { queue, seen } = wire((edit) => {
      if (full) return Promise.reject(new Error("disk full"));
      sent.push(edit);
      return Promise.resolve(view("1"));
    });
    queue.put(field("a", "46.5"));
    await queue.flush();
    await queue.flush();
    expect(seen.faults).toHaveLength(2);
    expect(queue.hasFailed()).toBe(true);
    full = false;
    await queue.flush();
    expect(sent).toEqual([field("a", "46.5")]);
    expect(queue.hasFailed()).toBe(false);
    expect(queue.unconfirmed()).toEqual([]);
  });
});

test("the page shows what was typed until Rust has answered", () => {
  const page = {
    applicant: [{ element: "applicant.name", value: "" }],
    groups: [{ id: "g", fields: [{ element: "a", value: "1" }, { element: "b", value: "2" }] }],
    questions: [{ id: "q", answer: null }],
  } as unknown as IntakeView;
  const shown = withEdits(page, [
    field("a", "46.5"),
    { type: "party", place: "applicant.name", text: "李" },
    { type: "answer", question: "q", value: "own" },
  ]);
  expect(shown.groups[0]?.fields.map((each) => each.value)).toEqual(["46.5", "2"]);
  expect(shown.groups[0]?.fields[1]).toBe(page.groups[0]?.fields[1]);
  expect(shown.applicant[0]?.value).toBe("李");
  expect(shown.questions[0]?.answer).toBe("own");
  expect(withEdits(page, [])).toBe(page);
});

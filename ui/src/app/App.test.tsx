// @vitest-environment happy-dom
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { startTexts } from "../i18n";
import { fake, installFake } from "../ipc/fake";
import { currentPlace, focusPlace, keyboard, setValue } from "../keyboard";
import { App } from "./App";

let root: Root;
let stop: () => void;

function open(options: Parameters<typeof installFake>[0]): void {
  installFake(options);
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById("root") as HTMLElement);
  root.render(<App />);
}

function press(key: string, more: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  const typed = target.dispatchEvent(event);
  // what a browser does by itself
  if (typed && key === "Enter" && target instanceof HTMLButtonElement) target.click();
}

/** Types at a person's pace: never a burst. */
function type(text: string): void {
  setValue(document.activeElement as HTMLInputElement, text);
}

const PATIENT = { timeout: 10_000, interval: 20 };
const standsAt = (place: string) =>
  vi.waitFor(() => expect(currentPlace()).toBe(place), PATIENT);

beforeAll(async () => {
  await startTexts("zh-CN");
});
beforeEach(() => {
  stop = keyboard.listen(window);
});
afterEach(async () => {
  root.unmount();
  // what an unmounted desk still sends must not reach the next test's desk
  await new Promise((done) => setTimeout(done, 20));
  stop();
});

describe("the way in", () => {
  test("a wrong password is told and what was typed stays", async () => {
    open({});
    await standsAt("sign-in:user");
    press("Enter");
    await standsAt("sign-in:password");
    type("wrong");
    document.querySelector("form")?.requestSubmit();
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain("还可以再试"), PATIENT);
    expect(document.querySelector<HTMLInputElement>('[data-focus="sign-in:password"]')?.value).toBe("wrong");
  });

  test("whoever was being served is there again, at the same place", async () => {
    open({ asUser: "wangxy", serving: true });
    await standsAt("field:premises.area");
    expect(document.querySelector(".banner")?.textContent).toContain("李建国");
  });
});

describe("an intake by keyboard alone: the order of places", () => {
  test("from the ticket to the first question, the focus is always at what comes next", async () => {
    open({ asUser: "wangxy" });
    await standsAt("start:next");
    press("F9");
    await standsAt("search");
    type("理发");
    press("Enter");
    await standsAt("field:applicant.name");
    press("F4");
    await standsAt("field:applicant.phone");
    type("13800002210");
    press("Enter");
    await standsAt("question:premises");
    expect(fake.edits.map(({ edit }) => edit)).toContainEqual({
      type: "party",
      place: "applicant.phone",
      text: "13800002210",
    });
  });

  test("F10 while something is missing goes there and says so; it never receives", async () => {
    open({ asUser: "wangxy", serving: true });
    await standsAt("field:premises.area");
    focusPlace("way-out");
    press("F10");
    await standsAt("field:premises.area");
    expect(document.querySelector(".notice")?.textContent).toContain("还差");
    expect(fake.draft).not.toBeNull();
  });

  test("a field corrected leaves the list of what is missing, with the place it was typed at", async () => {
    open({ asUser: "wangxy", serving: true });
    await standsAt("field:premises.area");
    type("46.5");
    press("Enter");
    await standsAt("field:premises.seats");
    expect(fake.edits).toContainEqual({
      edit: { type: "field", element: "premises.area", text: "46.5" },
      focus: "field:premises.seats",
    });
    expect(document.querySelector(".missing")?.textContent).not.toContain("面积");
  });
});

describe("an intake by keyboard alone: keys", () => {
  test("parking keeps the page; the next person may be called", async () => {
    open({ asUser: "wangxy", serving: true });
    await standsAt("field:premises.area");
    press("q", { ctrlKey: true });
    await standsAt("start:next");
    expect(fake.parked.map((draft) => draft.id)).toEqual(["0193"]);
  });

  test("locking first saves what was typed, and unlocking comes back to it", async () => {
    open({ asUser: "wangxy", serving: true });
    await standsAt("field:premises.area");
    type("46.5");
    press("l", { ctrlKey: true });
    await standsAt("sign-in:password");
    expect(fake.edits.at(-1)?.edit).toEqual({ type: "field", element: "premises.area", text: "46.5" });
    type("yichuang-demo");
    document.querySelector("form")?.requestSubmit();
    await standsAt("field:premises.area");
    expect((document.activeElement as HTMLInputElement).value).toBe("46.5");
  });

  test("a digit answers, Enter only moves on", async () => {
    open({ asUser: "wangxy", serving: true });
    await standsAt("field:premises.area");
    focusPlace("question:dye");
    press("2");
    press("Enter");
    await standsAt("question:air");
    press("Enter");
    await standsAt("question:route");
    const answers = fake.edits.map(({ edit }) => edit).filter((edit) => edit.type === "answer");
    expect(answers).toEqual([{ type: "answer", question: "dye", value: "no" }]);
  });
});

test("every desk opens, and no text is a bare key", async () => {
  for (const user of ["wangxy", "zhaomin", "chenli", "admin"]) {
    open({ asUser: user });
    await vi.waitFor(() => expect(document.querySelector(".top")).not.toBeNull(), PATIENT);
    for (const tab of document.querySelectorAll<HTMLElement>(".desk-tab")) {
      tab.click();
      await new Promise((done) => setTimeout(done, 60));
      expect(document.body.textContent).not.toMatch(/\b[a-z_]+\.[a-z_]+\b(?!\.)/);
    }
    root.unmount();
    root = createRoot(document.createElement("div"));
  }
});

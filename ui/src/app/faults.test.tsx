// @vitest-environment happy-dom
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { startTexts } from "../i18n";
import { fake, installFake, tellWork } from "../ipc/fake";
import { currentPlace, focusPlace, keyboard, setValue } from "../keyboard";
import { App } from "./App";

const FULL = {
  code: "store.disk_full",
  message: "磁盘空间不足，刚才的操作没有保存。请清理磁盘空间后重试；此前保存的内容都在。",
};
const PATIENT = { timeout: 10_000, interval: 20 };

let root: Root;
let stop: () => void;

function press(key: string, more: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

const type = (text: string) => setValue(document.activeElement as HTMLInputElement, text);
const standsAt = (place: string) => vi.waitFor(() => expect(currentPlace()).toBe(place), PATIENT);
const notice = () => document.querySelector<HTMLElement>(".notice");
const told = (text: string) =>
  vi.waitFor(() => expect(document.querySelector(".notices")?.textContent).toContain(text), PATIENT);
const area = () =>
  document.querySelector<HTMLInputElement>('[data-focus="field:premises.area"]')?.value;
const saved = () => fake.edits.map(({ edit }) => edit);

beforeAll(async () => {
  await startTexts("zh-CN");
});
beforeEach(async () => {
  stop = keyboard.listen(window);
  installFake({ asUser: "wangxy", serving: true });
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById("root") as HTMLElement);
  root.render(<App />);
  await standsAt("field:premises.area");
});
afterEach(async () => {
  fake.faults.clear();
  root.unmount();
  // what an unmounted desk still sends must not reach the next test's desk
  await new Promise((done) => setTimeout(done, 20));
  stop();
});

describe("a full disk", () => {
  const typed = { type: "field", element: "premises.area", text: "46.5" };

  test("is told; the text and the focus stay, and F10 tries again", async () => {
    fake.faults.set("edit", FULL);
    type("46.5");
    press("F10");
    await told(FULL.message);
    expect(notice()?.dataset["code"]).toBe("store.disk_full");
    expect(currentPlace()).toBe("field:premises.area");
    expect(area()).toBe("46.5");
    expect(fake.draft).not.toBeNull();
    fake.faults.clear();
    press("F10");
    await vi.waitFor(() => expect(saved()).toContainEqual(typed), PATIENT);
    await told("还差");
  });

  test("loses nothing to a lock: what could not be saved is there after unlocking, and is saved", async () => {
    fake.faults.set("edit", FULL);
    type("46.5");
    press("l", { ctrlKey: true });
    await standsAt("sign-in:password");
    await new Promise((done) => setTimeout(done, 20));
    type("yichuang-demo");
    document.querySelector("form")?.requestSubmit();
    await standsAt("field:premises.area");
    expect(area()).toBe("46.5");
    fake.faults.clear();
    focusPlace("field:premises.seats");
    await vi.waitFor(() => expect(saved()).toContainEqual(typed), PATIENT);
  });

  test("stops an act: nothing is closed, and the page stays", async () => {
    fake.faults.set("receive", FULL);
    type("46.5");
    focusPlace("receive-as-is");
    document.querySelector<HTMLElement>('[data-focus="receive-as-is"]')?.click();
    await vi.waitFor(() => expect(document.querySelector("dialog")).not.toBeNull(), PATIENT);
    press("F10");
    await told(FULL.message);
    expect(document.querySelector("dialog")).not.toBeNull();
    expect(area()).toBe("46.5");
  });
});

describe("devices", () => {
  test("a printer that waits is told and can be called off; the focus stays", async () => {
    const wait = { work: "print", percent: null, done: false };
    const text = "打印机缺纸。请放入 A4 纸，打印会自动继续。";
    await tellWork({ ...wait, text, problem: "printer.out_of_paper" });
    await told(text);
    expect(notice()?.dataset["code"]).toBe("printer.out_of_paper");
    expect(document.querySelector(".work")?.textContent).toContain("取消打印");
    expect(currentPlace()).toBe("field:premises.area");
    await tellWork({ ...wait, text: "", done: true, problem: null });
    await vi.waitFor(() => expect(document.querySelector(".work")).toBeNull(), PATIENT);
  });

  test("a scanner's fault stands in the dialog, and scanning again is next", async () => {
    const message = "扫描仪卡纸。请打开盖子取出卡住的纸，整理后从卡住的一页起按 F6 续扫。";
    fake.faults.set("scan", { code: "scanner.jammed", message });
    focusPlace("material:hygiene-report");
    press("F6");
    await vi.waitFor(() => expect(currentPlace()).toMatch(/^scan:/), PATIENT);
    press("F6");
    await vi.waitFor(
      () => expect(document.querySelector('[role="alert"]')?.textContent).toBe(message),
      PATIENT,
    );
    await standsAt("scan:start");
    fake.faults.clear();
    press("F6");
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')).toBeNull(), PATIENT);
    await standsAt("scan:keep");
  });
});

// @vitest-environment happy-dom
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { startTexts } from "../i18n";
import { fake, installFake } from "../ipc/fake";
import { currentPlace, keyboard } from "../keyboard";
import { App } from "./App";

const PATIENT = { timeout: 10_000, interval: 20 };
let root: Root;
let stop: () => void;

function open(user: string): void {
  installFake({ asUser: user });
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById("root") as HTMLElement);
  root.render(<App />);
}

const at = (place: string) => document.querySelector<HTMLElement>(`[data-focus="${place}"]`);
const shown = (place: string) => vi.waitFor(() => expect(at(place)).not.toBeNull(), PATIENT);
const told = () => [...document.querySelectorAll(".notice")].map((notice) => notice.textContent).join(" ");

beforeAll(async () => {
  await startTexts("zh-CN");
});
beforeEach(() => {
  stop = keyboard.listen(window);
});
afterEach(async () => {
  root.unmount();
  await new Promise((done) => setTimeout(done, 20));
  stop();
});

test("the duty desk prints the papers of the day beside the shift report", async () => {
  open("chenli");
  await vi.waitFor(() => expect(currentPlace()).toBe("print-report"), PATIENT);
  at("print-day")?.click();
  await vi.waitFor(() => expect(fake.slips).toEqual([{ type: "day_report" }]), PATIENT);
  await vi.waitFor(() => expect(told()).toContain("单据已打印"), PATIENT);
  at("print-seals")?.click();
  await vi.waitFor(() => expect(fake.slips.at(-1)).toEqual({ type: "seal_register" }), PATIENT);
});

test("a case offers its slips, and says why one may not be printed yet", async () => {
  open("zhaomin");
  await shown("case-tabs");
  const tabs = at("case-tabs")?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [];
  [...tabs].find((tab) => tab.textContent.startsWith("文书"))?.click();
  await shown("slip:approval_form");
  at("slip:approval_form")?.click();
  await vi.waitFor(() => expect(told()).toContain("还没有意见"), PATIENT);
  expect(fake.slips).toEqual([]);
  at("slip:pickup_slip")?.click();
  await vi.waitFor(() => expect(fake.slips.map((slip) => slip.type)).toEqual(["pickup_slip"]), PATIENT);
});

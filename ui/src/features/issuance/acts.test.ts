import { expect, test } from "vitest";

import { deliverRequest, isComplete, NOBODY } from "./acts";

const view = { application: "0193", who: "李建国", method: "post" } as const;

test("the applicant takes the results in the way chosen at intake", () => {
  expect(deliverRequest(view, NOBODY, ["1", "2"])).toEqual({
    type: "deliver",
    application: "0193",
    cases: ["1", "2"],
    way: "post",
    recipient: "李建国",
    recipient_id: "",
    on_behalf: null,
  });
});

test("an agent is named with number and reason, or the form is not complete", () => {
  const agent = { recipient: "agent", name: " 王芳 ", number: "440106", reason: "配偶" } as const;
  expect(isComplete(NOBODY, view.method)).toBe(true);
  expect(isComplete(agent, view.method)).toBe(true);
  expect(isComplete({ ...agent, reason: " " }, view.method)).toBe(false);
  expect(deliverRequest(view, agent, ["1"])).toMatchObject({ recipient: "王芳", recipient_id: "440106", on_behalf: "配偶" });
});

test("whoever picks up shows a document", () => {
  expect(isComplete(NOBODY, "pick_up")).toBe(false);
  const shown = { ...NOBODY, number: " 440106198002290016 " };
  expect(isComplete(shown, "pick_up")).toBe(true);
  expect(deliverRequest({ ...view, method: "pick_up" }, shown, ["1"])).toMatchObject({ way: "in_person", recipient_id: "440106198002290016" });
});

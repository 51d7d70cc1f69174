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
  expect(isComplete(NOBODY)).toBe(true);
  expect(isComplete(agent)).toBe(true);
  expect(isComplete({ ...agent, reason: " " })).toBe(false);
  expect(deliverRequest(view, agent, ["1"])).toMatchObject({ recipient: "王芳", recipient_id: "440106", on_behalf: "配偶" });
});

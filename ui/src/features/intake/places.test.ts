import { expect, test } from "vitest";

import type { IntakeView } from "../../ipc";
import { nextPlace, placeOfStep, stepOfPlace } from "./places";

const view = {
  applicant: [{ element: "applicant.name" }, { element: "applicant.phone" }],
  questions: [{ id: "premises" }, { id: "dye" }],
  groups: [{ fields: [{ element: "business.name" }, { element: "premises.area" }] }],
  materials: [{ kind: "citizen-id" }, { kind: "floor-plan" }],
  missing: [{ focus: "field:applicant.phone" }, { focus: "question:dye" }, { focus: "material:floor-plan" }],
} as unknown as IntakeView;

test.each([
  ["applicant", undefined, "field:applicant.phone"],
  ["situation", undefined, "question:dye"],
  ["form", undefined, "material:floor-plan"],
  ["materials", "material:citizen-id", "material:floor-plan"],
  ["materials", "material:floor-plan", "field:applicant.phone"],
  ["receive", undefined, "field:applicant.phone"],
] as const)("after %s (%s) comes %s", (step, after, place) => {
  expect(nextPlace(view, step, after)).toBe(place);
});

test("when nothing is missing, the way out comes next", () => {
  expect(nextPlace({ ...view, missing: [] }, "materials", "material:floor-plan")).toBe("way-out");
  expect(nextPlace({ ...view, missing: [], questions: [] }, "situation")).toBe("way-out");
});

test("a step begins at what is missing in it, else at its first place", () => {
  expect(placeOfStep(view, "situation")).toBe("question:dye");
  expect(placeOfStep(view, "form")).toBe("field:business.name");
  expect(placeOfStep({ ...view, questions: [] }, "situation")).toBeNull();
});

test("every place knows its step", () => {
  expect(stepOfPlace(view, "field:applicant.name")).toBe("applicant");
  expect(stepOfPlace(view, "field:premises.area")).toBe("form");
  expect(stepOfPlace(view, "item:A")).toBe("items");
  expect(stepOfPlace(view, "account")).toBeNull();
});

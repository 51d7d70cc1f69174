import type { IntakeView, StepId } from "./model";

/** The names of the places on the intake page (see `data-focus`). */
export const SEARCH = "search";
export const RELATION = "applicant:relation";
export const WAY_OUT = "way-out";
export const fieldPlace = (element: string) => `field:${element}`;
export const questionPlace = (id: string) => `question:${id}`;
export const materialPlace = (kind: string) => `material:${kind}`;

/** Where a step begins: its first missing place, else its first place. */
export function placeOfStep(view: IntakeView, step: StepId): string | null {
  const missing = view.missing.map((line) => line.focus);
  const first = (places: string[]) =>
    places.find((place) => missing.includes(place)) ?? places[0] ?? null;
  switch (step) {
    case "items":
      return SEARCH;
    case "applicant":
      return first([RELATION, ...view.applicant.map((field) => fieldPlace(field.element))]);
    case "situation":
      return first(view.questions.map((question) => questionPlace(question.id)));
    case "form":
      return first(
        view.groups.flatMap((group) => group.fields.map((field) => fieldPlace(field.element))),
      );
    case "materials":
      return first(view.materials.map((material) => materialPlace(material.kind)));
    case "receive":
      return WAY_OUT;
  }
}

/** The step in which a place lies. */
export function stepOfPlace(view: IntakeView, place: string | null): StepId | null {
  if (place === null) return null;
  if (place === SEARCH || place.startsWith("item:")) return "items";
  if (place === WAY_OUT) return "receive";
  if (place.startsWith("question:")) return "situation";
  if (place.startsWith("material:")) return "materials";
  const element = place.replace(/^field:/, "");
  if (place === RELATION || view.applicant.some((field) => field.element === element)) {
    return "applicant";
  }
  return place.startsWith("field:") ? "form" : null;
}

/** The first step that is not done yet: where a fresh page begins. */
export function firstOpenPlace(view: IntakeView): string {
  const open = view.steps.find((step) => !step.done && step.id !== "receive");
  return (open === undefined ? null : placeOfStep(view, open.id)) ?? WAY_OUT;
}

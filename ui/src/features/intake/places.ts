import type { IntakeView, StepId } from "../../ipc";

/** The names of the places on the intake page (see `data-focus`). */
export const SEARCH = "search";
export const RELATION = "applicant:relation";
export const WAY_OUT = "way-out";
export const fieldPlace = (element: string) => `field:${element}`;
export const questionPlace = (id: string) => `question:${id}`;
export const materialPlace = (kind: string) => `material:${kind}`;

/** All places of the page in the order of the Enter key, by step. */
function placesOf(view: IntakeView, step: StepId): string[] {
  switch (step) {
    case "items":
      return [SEARCH];
    case "applicant":
      return [RELATION, ...view.applicant.map((field) => fieldPlace(field.element))];
    case "situation":
      return view.questions.map((question) => questionPlace(question.id));
    case "form":
      return view.groups.flatMap((group) => group.fields.map((field) => fieldPlace(field.element)));
    case "materials":
      return view.materials.map((material) => materialPlace(material.kind));
    case "receive":
      return [WAY_OUT];
  }
}

const ORDER: readonly StepId[] = ["items", "applicant", "situation", "form", "materials", "receive"];

/** Where a step begins: its first missing place, else its first place. */
export function placeOfStep(view: IntakeView, step: StepId): string | null {
  const missing = new Set(view.missing.map((line) => line.focus));
  const places = placesOf(view, step);
  return places.find((place) => missing.has(place)) ?? places[0] ?? null;
}

/** The step in which a place lies. */
export function stepOfPlace(view: IntakeView, place: string | null): StepId | null {
  if (place === null) return null;
  if (place.startsWith("item:")) return "items";
  return ORDER.find((step) => placesOf(view, step).includes(place)) ?? null;
}

/**
 * What comes next after a step is done: the first missing place from there on, else what was passed over
 * before, else the way out.
 */
export function nextPlace(view: IntakeView, from: StepId, after?: string): string {
  const missing = new Set(view.missing.map((line) => line.focus));
  const ahead = ORDER.slice(ORDER.indexOf(from)).flatMap((step) => placesOf(view, step));
  const rest = after === undefined ? ahead : ahead.slice(ahead.indexOf(after) + 1);
  const all = ORDER.flatMap((step) => placesOf(view, step));
  return [...rest, ...all].find((place) => missing.has(place)) ?? WAY_OUT;
}

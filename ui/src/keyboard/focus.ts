/** Every place the clerk can stand has a stable name in `data-focus` (such as `field:premises.area`). */
const PLACE = "[data-focus]";
/** Stops of the Enter key, in document order. */
const STOP = "[data-flow]";
const FOCUSABLE = "input,select,textarea,button,[tabindex]";
/** How long a wanted place may take to appear after a step. */
const PATIENCE_MS = 2000;

function usable(element: Element): boolean {
  return !element.hasAttribute("disabled") && element.closest("[hidden],[inert]") === null;
}

/** The element that really takes the focus: the place itself, or the chosen part of a group. */
function target(place: Element): HTMLElement | null {
  if (place.matches(FOCUSABLE)) return place as HTMLElement;
  return (
    place.querySelector<HTMLElement>('[tabindex="0"]') ??
    place.querySelector<HTMLElement>(FOCUSABLE)
  );
}

/** The name of the place in which an element stands, or null. */
export function placeOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>(PLACE)?.dataset["focus"] ?? null;
}

/** The name of the place that has the focus, or null. */
export function currentPlace(doc: Document = document): string | null {
  return placeOf(doc.activeElement);
}

/** Finds a place by name. */
export function findPlace(path: string, doc: Document = document): HTMLElement | null {
  for (const place of doc.querySelectorAll<HTMLElement>(PLACE)) {
    if (place.dataset["focus"] === path && usable(place)) return place;
  }
  return null;
}

/** Puts the focus on a place; false when it is not on the screen. */
export function focusPlace(path: string, doc: Document = document): boolean {
  const place = findPlace(path, doc);
  const element = place === null ? null : target(place);
  if (element === null) return false;
  const stoodHere = doc.activeElement === element;
  element.focus({ preventScroll: true });
  // the section around it comes into view as far as it fits, then the place itself for certain
  element.closest("section")?.scrollIntoView({ block: "nearest" });
  element.scrollIntoView({ block: "nearest" });
  // behind an open dialog nothing takes the focus: the place is not reached yet
  if (doc.activeElement !== element) return false;
  // whoever types here already goes on behind what is typed
  if (!stoodHere && element instanceof HTMLInputElement && element.type !== "checkbox") element.select();
  return true;
}

/** The stop after (or before) `from` in document order. */
export function nextStop(
  from: Element | null,
  step: 1 | -1 = 1,
  root: ParentNode = document,
): HTMLElement | null {
  const stops = [...root.querySelectorAll<HTMLElement>(STOP)].filter(usable);
  if (from === null) return stops[0] ?? null;
  const here = stops.findIndex((stop) => stop === from || stop.contains(from));
  if (here >= 0) return stops[here + step] ?? null;
  const after = (stop: Element) =>
    (from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (step === 1) return stops.find(after) ?? null;
  return stops.filter((stop) => !after(stop)).at(-1) ?? null;
}

/** Moves to the next stop; false at the end. */
export function advance(from: Element | null, step: 1 | -1 = 1): boolean {
  const stop = nextStop(from, step);
  const path = stop?.dataset["focus"];
  return path !== undefined && focusPlace(path);
}

let wanted: { path: string; until: number } | null = null;

function tryWanted(): void {
  if (wanted === null) return;
  if (focusPlace(wanted.path) || performance.now() > wanted.until) {
    wanted = null;
    return;
  }
  requestAnimationFrame(tryWanted);
}

/** Focuses a place now, or as soon as it is drawn; a later request or a person's own move wins. */
export function requestFocus(path: string): void {
  wanted = { path, until: performance.now() + PATIENCE_MS };
  tryWanted();
}

/** Whether a place is still waited for: whoever closes must not take the focus elsewhere. */
export function isFocusRequested(): boolean {
  return wanted !== null;
}

/** Forgets a wanted place: the person has moved on. */
export function cancelFocusRequest(): void {
  wanted = null;
}

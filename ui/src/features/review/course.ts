import type { ActRequest, CourseRequest, ReviewView } from "../../ipc";

/** What every dialog of a step on the way 办理环节 is given. */
export interface CourseProps {
  view: ReviewView;
  onCourse: (request: CourseRequest) => void;
  onClose: () => void;
}

/** What a dialog that asks for its own act is given. */
export interface AskProps {
  view: ReviewView;
  onAsk: (request: ActRequest) => void;
  onClose: () => void;
}

/** A day as it is typed: 2026-11-30. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

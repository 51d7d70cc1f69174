import { createContext, use } from "react";

export interface NewNotice {
  tone: "ok" | "info" | "warn" | "bad";
  text: string;
  /** what to do next */
  next?: string | null;
  /** the stable code of an error */
  code?: string;
}

export const NoticeContext = createContext<(notice: NewNotice) => void>(() => undefined);

/** Shows a message at the edge of the window. */
export function useNotice(): (notice: NewNotice) => void {
  return use(NoticeContext);
}

import { createContext, use, useCallback } from "react";

import { useTranslation } from "../i18n";

export interface NewNotice {
  tone: "ok" | "info" | "warn" | "bad";
  text: string;
  /** what to do next, or the article that a rule rests on */
  next?: string | null;
  /** the stable code of an error */
  code?: string;
}

/** A fault as Rust words it; a refusal by a rule has the same shape. */
export interface FaultLike {
  code: string;
  message: string;
  article: string | null;
}

export const NoticeContext = createContext<(notice: NewNotice) => void>(() => undefined);

/** Shows a message at the edge of the window. */
export function useNotice(): (notice: NewNotice) => void {
  return use(NoticeContext);
}

/** The fault inside a thrown error, or null when the program itself failed. */
export function faultOf(error: unknown): FaultLike | null {
  if (typeof error !== "object" || error === null || !("fault" in error)) return null;
  return (error as { fault: FaultLike }).fault;
}

/** Shows what went wrong; nothing typed is touched and the focus stays. */
export function useFault(): (error: unknown) => void {
  const show = useNotice();
  const { t } = useTranslation("common");
  return useCallback(
    (error: unknown) => {
      const fault = faultOf(error);
      show(
        fault === null
          ? { tone: "bad", code: "window", text: t("error.unknown"), next: t("error.unknown_next") }
          : { tone: "bad", code: fault.code, text: fault.message, next: fault.article },
      );
    },
    [show, t],
  );
}

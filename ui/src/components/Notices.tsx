import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";

import { Lamp, type LampColour } from "./Lamp";
import { NoticeContext, type NewNotice } from "./notice";

interface Notice extends NewNotice {
  id: number;
}

const LAMPS: Readonly<Record<NewNotice["tone"], LampColour>> = {
  ok: "green",
  info: "none",
  warn: "yellow",
  bad: "red",
};
const SHOWN_MS = 6000;
const AT_MOST = 4;

/** Messages at the edge 提示: they never take the focus and never cover what is typed. */
export function Notices({ children, closeLabel }: { children: ReactNode; closeLabel: string }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const serial = useRef(0);
  const drop = useCallback((id: number) => {
    setNotices((old) => old.filter((notice) => notice.id !== id));
  }, []);
  const show = useCallback(
    (notice: NewNotice) => {
      const id = ++serial.current;
      setNotices((old) =>
        [...old.filter((other) => other.text !== notice.text), { ...notice, id }].slice(-AT_MOST),
      );
      // faults stay until a person has read them
      if (notice.tone === "ok" || notice.tone === "info") window.setTimeout(() => drop(id), SHOWN_MS);
    },
    [drop],
  );
  const value = useMemo(() => show, [show]);
  return (
    <NoticeContext value={value}>
      {children}
      <div className="notices" aria-live="polite">
        {notices.map((notice) => (
          <div className="notice" key={notice.id} data-tone={notice.tone} data-code={notice.code}>
            <Lamp colour={LAMPS[notice.tone]} />
            <span>{notice.text}</span>
            <button
              type="button"
              className="notice-close"
              tabIndex={-1}
              aria-label={closeLabel}
              onClick={() => drop(notice.id)}
            >
              ×
            </button>
            {notice.next !== undefined && notice.next !== null && (
              <span className="notice-next">{notice.next}</span>
            )}
          </div>
        ))}
      </div>
    </NoticeContext>
  );
}

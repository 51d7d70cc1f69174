import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";

import { useCommands } from "../keyboard";
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
/** faults stay until a person has read them: Esc or a click closes them */
const SHOWN_MS: Readonly<Record<NewNotice["tone"], number | null>> = {
  ok: 5000,
  info: 6000,
  warn: 12_000,
  bad: null,
};
const AT_MOST = 3;

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
      const shown = SHOWN_MS[notice.tone];
      if (shown !== null) window.setTimeout(() => drop(id), shown);
    },
    [drop],
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // above whatever dialog is open now
    box.current?.hidePopover?.();
    if (notices.length > 0) box.current?.showPopover?.();
  }, [notices]);
  useCommands(notices.length === 0 ? {} : { escape: () => setNotices([]) });
  return (
    <NoticeContext value={show}>
      {children}
      <div className="notices" aria-live="polite" popover="manual" ref={box}>
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

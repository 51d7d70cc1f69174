import { useEffect, useRef } from "react";

/** Idle for this long, the window locks; the intake stays (design §9). */
export const IDLE_MS = 5 * 60_000;

/** Locks when nobody has touched keys or mouse for five minutes. */
export function useIdleLock(lock: () => void): void {
  const latest = useRef(lock);
  useEffect(() => {
    latest.current = lock;
  });
  useEffect(() => {
    let timer = 0;
    const again = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => latest.current(), IDLE_MS);
    };
    again();
    const signs = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
    for (const sign of signs) window.addEventListener(sign, again, { capture: true, passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, again, { capture: true });
    };
  }, []);
}

import { useEffect, useLayoutEffect, useRef } from "react";

import { type Handlers, keyboard } from "./engine";

/** Gives commands to the keyboard while the component is on screen; `modal` shuts out the desk below. */
export function useCommands(handlers: Handlers, modal = false): void {
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  const names = Object.keys(handlers)
    .filter((name) => handlers[name as keyof Handlers] !== undefined)
    .join(" ");
  useEffect(() => {
    const stable: Handlers = {};
    for (const name of names.split(" ").filter(Boolean) as (keyof Handlers)[]) {
      stable[name] = () => latest.current[name]?.();
    }
    return keyboard.push(stable, modal);
  }, [names, modal]);
}

/** Hears of scanned codes while the component is on screen. */
export function useScannedCode(listener: (code: string, typeInstead: () => void) => void): void {
  const latest = useRef(listener);
  useLayoutEffect(() => {
    latest.current = listener;
  });
  useEffect(() => keyboard.onCode((code, typeInstead) => latest.current(code, typeInstead)), []);
}

import { useCallback, useRef, useState } from "react";

import { useFault } from "./notice";

/** Runs one asynchronous act at a time; a second press while it runs does nothing. */
export function useCall(): {
  busy: boolean;
  run: <T>(work: () => Promise<T>) => Promise<T | undefined>;
} {
  const fault = useFault();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = useCallback(
    async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      try {
        return await work();
      } catch (error) {
        fault(error);
        return undefined;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [fault],
  );
  return { busy, run };
}

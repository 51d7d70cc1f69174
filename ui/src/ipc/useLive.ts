import { useCallback, useEffect, useRef, useState } from "react";

import { coalesce } from "./coalesce";
import { onChanged } from "./index";
import { share } from "./share";

export interface Live<T> {
  data: T | null;
  /** reads again; resolves when the fresh data is there */
  reload: () => Promise<void>;
}

/** Data that reads itself again whenever lists changed; late answers never overtake newer ones. */
export function useLive<T>(load: () => Promise<T>, key: string, onFault: (error: unknown) => void): Live<T> {
  const [kept, setKept] = useState<{ key: string; data: T } | null>(null);
  const latest = useRef({ load, onFault, turn: 0, key });
  useEffect(() => {
    latest.current.load = load;
    latest.current.onFault = onFault;
    latest.current.key = key;
  });
  const reload = useCallback(async () => {
    const now = latest.current;
    const turn = ++now.turn;
    const asked = now.key;
    try {
      const data = await now.load();
      if (turn !== now.turn) return;
      setKept((old) => ({ key: asked, data: share(old?.key === asked ? old.data : null, data) }));
    } catch (error) {
      if (turn === now.turn) now.onFault(error);
    }
  }, []);
  useEffect(() => {
    void reload();
    const again = coalesce(reload);
    return onChanged((changed) => {
      if (changed.lists) void again();
    });
  }, [reload, key]);
  return { data: kept !== null && kept.key === key ? kept.data : null, reload };
}

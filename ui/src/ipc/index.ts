import { convertFileSrc } from "@tauri-apps/api/core";

import { commands, events, type Changed, type Fault, type Progress } from "./bindings";

export type * from "./bindings";
export { coalesce } from "./coalesce";
export { share } from "./share";

/** What Rust answered instead of a result: a stable code and what to do next. */
export class FaultError extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
    this.name = "FaultError";
  }
}

type Answer<T> = Promise<{ status: "ok"; data: T } | { status: "error"; error: Fault }>;
type Unwrapped<C> = {
  [K in keyof C]: C[K] extends (...args: infer A) => Answer<infer T> ? (...args: A) => Promise<T> : never;
};

function unwrap<A extends unknown[], T>(command: (...args: A) => Answer<T>) {
  return async (...args: A): Promise<T> => {
    const answer = await command(...args);
    if (answer.status === "error") throw new FaultError(answer.error);
    return answer.data;
  };
}

/** The commands of the desk; a fault is thrown as `FaultError`. */
export const ipc = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [
    name,
    unwrap(command as (...args: unknown[]) => Answer<unknown>),
  ]),
) as Unwrapped<typeof commands>;

function subscribe<T>(
  event: { listen: (cb: (message: { payload: T }) => void) => Promise<() => void> },
  hear: (payload: T) => void,
): () => void {
  let over = false;
  const stop = event.listen((message) => {
    if (!over) hear(message.payload);
  });
  return () => {
    over = true;
    void stop.then((unlisten) => unlisten());
  };
}

/** Hears that something changed; returns how to stop. */
export function onChanged(hear: (changed: Changed) => void): () => void {
  return subscribe(events.changed, hear);
}

/** Hears of long work; returns how to stop. */
export function onWorking(hear: (progress: Progress) => void): () => void {
  return subscribe(events.working, hear);
}

/** Hears of scanned pages only. */
export function onScanProgress(hear: (progress: Progress) => void): () => void {
  return onWorking((work) => work.work === "scan" && hear(work));
}

/** The address of a page's picture; images never travel through JSON (design §7). */
export function pageUrl(hash: string, size: "thumb" | "full"): string {
  return `${convertFileSrc("", "page")}${size}/${hash}`;
}

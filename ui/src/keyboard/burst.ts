/** A scanner gun 扫码枪 types faster than a person: keys closer than this on the average are a burst. */
export const BURST_GAP_MS = 30;
/** Within a burst one key may come later: the PC was busy for a moment. */
export const BURST_PAUSE_MS = 70;
/** Shorter bursts are taken for typing. */
export const BURST_MIN_LENGTH = 6;

/** Keys that followed each other at a gun's pace. */
export interface Burst {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** What one key means for the burst. */
export type BurstStep =
  | { kind: "idle"; burst: Burst }
  /** the first key: the field's content is remembered here, in case a burst follows */
  | { kind: "started"; burst: Burst }
  | { kind: "running"; burst: Burst }
  /** a key that came late: the average decides at the end */
  | { kind: "slow"; burst: Burst }
  /** ended with Enter: `code` was scanned, not typed */
  | { kind: "scanned"; burst: Burst; code: string };

export const NO_BURST: Burst = {
  text: "",
  first: Number.NEGATIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
};

function isClose(burst: Burst, time: number): boolean {
  return burst.text !== "" && time - burst.last < BURST_PAUSE_MS;
}

/** Feeds one key; pure, so that the timing rule can be tested without a keyboard. */
export function feedBurst(burst: Burst, key: string, time: number): BurstStep {
  const close = isClose(burst, time);
  if (key === "Enter") {
    const atPace = time - burst.first < BURST_GAP_MS * burst.text.length;
    if (close && atPace && burst.text.length >= BURST_MIN_LENGTH) {
      return { kind: "scanned", burst: NO_BURST, code: burst.text };
    }
    return { kind: "idle", burst: NO_BURST };
  }
  if ([...key].length !== 1) {
    // Shift between capitals is part of a burst; any other named key ends it
    return key === "Shift" ? { kind: "idle", burst } : { kind: "idle", burst: NO_BURST };
  }
  if (close) {
    const kind = time - burst.last < BURST_GAP_MS ? "running" : "slow";
    return { kind, burst: { ...burst, text: burst.text + key, last: time } };
  }
  return { kind: "started", burst: { text: key, first: time, last: time } };
}

/** Whether keys are still arriving at a gun's pace: edits wait until it is known what they were. */
export function isRunning(burst: Burst, now: number): boolean {
  return burst.text.length > 1 && now - burst.last < BURST_PAUSE_MS;
}

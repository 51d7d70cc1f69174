import { expect, test } from "vitest";

import { coalesce } from "./coalesce";

test("a storm of calls costs two runs, and the last one sees the end of the storm", async () => {
  const ends: (() => void)[] = [];
  const run = coalesce(() => new Promise<void>((end) => ends.push(end)));
  const first = run();
  const later = [run(), run(), run()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all(later);
  expect(ends).toHaveLength(2);
});

test("a failed run does not stop the next", async () => {
  let runs = 0;
  const run = coalesce(() => (++runs === 1 ? Promise.reject(new Error("down")) : Promise.resolve()));
  const first = run();
  const second = run();
  await expect(first).rejects.toThrow("down");
  await second;
  expect(runs).toBe(2);
});

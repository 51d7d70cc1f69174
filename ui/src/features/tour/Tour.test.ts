import { expect, test } from "vitest";

import { TOURS } from "./Tour";

test("no tour is longer than six steps or repeats one", () => {
  for (const steps of Object.values(TOURS)) {
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThanOrEqual(6);
    expect(new Set(steps).size).toBe(steps.length);
  }
});

import { expect, test } from "vitest";

import { scaleOf } from "./Charts";

test.each([
  [0, 3],
  [3, 3],
  [4, 6],
  [36, 45],
  [46, 60],
  [600, 600],
  [601, 900],
])("the scale above %i is %i", (highest, top) => {
  expect(scaleOf(highest)).toBe(top);
  expect(top % 3).toBe(0);
});

import { expect, test } from "vitest";

import { share } from "./share";

const view = () => ({ id: "1", fields: [{ element: "a", value: "1" }, { element: "b", value: "2" }], note: null });

test("an equal view is the old one", () => {
  const old = view();
  expect(share(old, view())).toBe(old);
});

test("only what changed is new", () => {
  const old = view();
  const fresh = view();
  fresh.fields[1] = { element: "b", value: "3" };
  const shared = share(old, fresh);
  expect(shared).toEqual(fresh);
  expect(shared).not.toBe(old);
  expect(shared.fields[0]).toBe(old.fields[0]);
  expect(shared.fields[1]).not.toBe(old.fields[1]);
});

test("a list that grew, shrank or lost a key is new", () => {
  const old = view();
  expect(share(old, { ...view(), fields: [] }).fields).toEqual([]);
  expect(share({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(share([1, 2], [1, 2, 3])).toEqual([1, 2, 3]);
  expect(share(null, view())).toEqual(view());
});

/**
 * Keeps the parts of `old` that are equal in `fresh`, so that what did not change is not drawn again.
 * Views are plain JSON: no cycles, no functions.
 */
export function share<T>(old: unknown, fresh: T): T {
  if (Object.is(old, fresh)) return fresh;
  if (Array.isArray(fresh)) {
    const before = Array.isArray(old) ? (old as unknown[]) : [];
    const parts = fresh.map((part, index) => share(before[index], part) as unknown);
    const same = Array.isArray(old) && before.length === parts.length;
    return (same && parts.every((part, index) => Object.is(part, before[index])) ? old : parts) as T;
  }
  if (!isRecord(fresh) || !isRecord(old)) return fresh;
  const parts: Record<string, unknown> = {};
  let same = Object.keys(old).length === Object.keys(fresh).length;
  for (const [key, part] of Object.entries(fresh)) {
    parts[key] = share(old[key], part);
    same &&= Object.is(parts[key], old[key]);
  }
  return (same ? old : parts) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Values that go into a store are frozen whole: a caller who changes one later fails at once instead of quietly
// changing what others read. That is cheaper than copying, which a simulated day would feel.

/** Freezes a plain value with all that hangs on it, and returns it. What is frozen already is taken as frozen whole. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
  return value;
}

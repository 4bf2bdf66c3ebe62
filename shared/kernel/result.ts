// Expected outcomes are values, bugs throw.

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** Throws when something that must hold does not: a bug, never bad input. The message carries the values. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant violated: ${message}`);
}

/**
 * Makes the compiler prove that a union was handled whole. Should it be wrong, the error names the fields of an object but
 * not their values: it may be logged.
 */
export function assertNever(value: never): never {
  const found: unknown = value;
  const isObject = typeof found === 'object' && found !== null;
  throw new Error(`unreachable: ${isObject ? `an object with ${Object.keys(found).join(', ')}` : found}`);
}

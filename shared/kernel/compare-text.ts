// The order of texts by code units: the same on every machine, whatever its language.

/** For `sort`: negative when `a` comes first, positive when `b` does, 0 when they are the same. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

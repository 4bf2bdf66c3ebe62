// Minutes may have parts, written in decimals: a thousandth of a minute is the same moment.
const SAME = 1e-3;

export const isBefore = (a: number, b: number): boolean => a < b - SAME;

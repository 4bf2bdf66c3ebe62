// Places in the sequence of Hilbert's curve (1891): what is near in it is near on the plane, so tables over places that are
// numbered along it keep what is looked at together in few cache lines.

/** Cells along one side of the square: 2 to the power of 10. */
const SIDE = 1024;

/** The position of a point on the curve through the square from (0, 0) to (1, 1), 0 to SIDE^2 - 1; from x and y, 0 to 1. */
export function curvePosition(x: number, y: number): number {
  let column = cell(x);
  let row = cell(y);
  let position = 0;
  for (let half = SIDE / 2; half > 0; half /= 2) {
    const isRight = (column & half) > 0;
    const isUpper = (row & half) > 0;
    position += half * half * ((isRight ? 3 : 0) ^ (isUpper ? 1 : 0));
    if (isUpper) continue;
    // The lower quarters hold the curve turned: mirrored on a diagonal.
    if (isRight) {
      column = SIDE - 1 - column;
      row = SIDE - 1 - row;
    }
    [column, row] = [row, column];
  }
  return position;
}

const cell = (share: number): number => Math.max(0, Math.min(SIDE - 1, Math.floor(share * SIDE)));

// Natural logarithm and exponential from + - * / only, which IEEE 754 fixes to the last bit, so that a run replays on any
// engine. Math.log and Math.exp are free to differ. Relative error below 1e-13 in the ranges the search uses.

const LN2 = Math.LN2;
const SQRT2 = Math.SQRT2;

/** ln(x), x above 0 and finite: x = m * 2^e with m near 1, then 2 * artanh((m - 1) / (m + 1)) as a series. */
export function ln(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa > SQRT2) {
    mantissa *= 0.5;
    exponent++;
  }
  while (mantissa < SQRT2 / 2) {
    mantissa *= 2;
    exponent--;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let power = s;
  let sum = 0;
  for (let k = 1; k <= 21; k += 2) {
    sum += power / k;
    power *= square;
  }
  return 2 * sum + exponent * LN2;
}

/** e^x, x from -700 to 700: x = k * ln 2 + r with |r| below 0.35, then the Taylor series of e^r. */
export function exp(x: number): number {
  const k = Math.floor(x / LN2 + 0.5);
  const r = x - k * LN2;
  let term = 1;
  let sum = 1;
  for (let i = 1; i <= 15; i++) {
    term *= r / i;
    sum += term;
  }
  const factor = k < 0 ? 0.5 : 2;
  for (let i = Math.abs(k); i > 0; i--) sum *= factor;
  return sum;
}

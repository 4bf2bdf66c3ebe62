// What was consumed, in money: list prices of AWS in us-east-1, as infra/constructs/prices.ts has them for the alarm; a test
// compares the two. SQS, logs and metrics are not in it.
import type { Consumption } from './measured.ts';

const PRICES = {
  millionReadUnits: 0.125,
  millionWriteUnits: 0.625,
  gbSecond: 0.000_013_333_4,
  millionInvocations: 0.2,
} as const;

export interface Cost {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly gbSeconds: number;
  readonly usd: number;
}

export function costOf(consumptions: readonly Consumption[]): Cost {
  const sum = (of: (one: Consumption) => number): number => consumptions.reduce((total, one) => total + of(one), 0);
  const readUnits = sum((one) => one.readUnits);
  const writeUnits = sum((one) => one.writeUnits);
  const gbSeconds = sum(({ busyMs, memoryMb }) => (busyMs / 1000) * (memoryMb / 1024));
  const usd =
    (readUnits * PRICES.millionReadUnits +
      writeUnits * PRICES.millionWriteUnits +
      sum((one) => one.invocations) * PRICES.millionInvocations) /
      1e6 +
    gbSeconds * PRICES.gbSecond;
  return { readUnits, writeUnits, gbSeconds, usd };
}

/** The same, so many times. */
export const scaled = ({ readUnits, writeUnits, gbSeconds, usd }: Cost, by: number): Cost => ({
  readUnits: readUnits * by,
  writeUnits: writeUnits * by,
  gbSeconds: gbSeconds * by,
  usd: usd * by,
});

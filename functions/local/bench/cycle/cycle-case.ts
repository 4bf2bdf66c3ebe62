// A load to measure under: zones, and the orders that are open in each.
import { InvalidArgumentError } from 'commander';

export interface CycleCase {
  /** 1 to 200. */
  readonly zones: number;
  /** Open in each zone: 10 to 2,000. */
  readonly orders: number;
  /** Minutes that an order is open, on average: 20 to 240. Each zone has `orders / openMin` new ones a minute. */
  readonly openMin: number;
}

const USUAL_OPEN_MIN = 40;
const CASE = /^(\d{1,3})x(\d{1,4})(?:@(\d{1,3}))?$/;

export const nameOf = ({ zones, orders, openMin }: CycleCase): string => `${zones}x${orders}@${openMin}`;

/** `1x50,20x200@80`: zones x open orders @ minutes that an order is open. */
export function parseCases(text: string): readonly CycleCase[] {
  return text.split(',').map((part) => {
    const [zones = 0, orders = 0, openMin = 0] =
      CASE.exec(part)
        ?.slice(1)
        .map((n) => Number(n ?? USUAL_OPEN_MIN)) ?? [];
    const isSound = within(zones, 1, 200) && within(orders, 10, 2000) && within(openMin, 20, 240);
    if (isSound) return { zones, orders, openMin };
    throw new InvalidArgumentError('give ZONESxORDERS@MINUTES: 1 to 200 zones, 10 to 2000 orders, 20 to 240 minutes.');
  });
}

const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;

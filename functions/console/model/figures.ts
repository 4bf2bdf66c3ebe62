// The figures of the strip at the top, each with its course: of the revisions that are known, and of the deliveries that this
// page has seen.
import { duration, percent, short } from './format.ts';
import type { Model } from './model.ts';
import type { Live, RevisionLine } from './types.ts';

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Oldest first; drawn without a scale. */
  readonly course: readonly number[];
  /** What it is, in a sentence. */
  readonly help: string;
}

export interface Delivery {
  readonly at: number;
  readonly isOnTime: boolean;
  readonly clickToDoorSec: number;
}

/** Revisions that a course shows. */
const COURSE = 60;
/** Deliveries that a moving figure is of. */
const RECENT = 100;

/** Deliveries by order, those of the answer added: the API forgets them some ten minutes after. */
export function withDeliveries(known: ReadonlyMap<string, Delivery>, live: Live): ReadonlyMap<string, Delivery> {
  const fresh = live.orders.filter(({ orderId, deliveredAt }) => deliveredAt !== null && !known.has(orderId));
  if (fresh.length === 0) return known;
  const all = new Map(known);
  for (const { orderId, deliveredAt, promiseBy, placedAt } of fresh)
    if (deliveredAt !== null)
      all.set(orderId, { at: deliveredAt, isOnTime: deliveredAt <= promiseBy, clickToDoorSec: deliveredAt - placedAt });
  return all;
}

export function figuresOf(
  model: Model,
  lines: readonly RevisionLine[],
  deliveries: ReadonlyMap<string, Delivery>,
): readonly Figure[] {
  const recent = [...lines].slice(0, COURSE).reverse();
  const delivered = [...deliveries.values()].sort((a, b) => a.at - b.at);
  const batches = model.couriers.flatMap(({ route }) => route?.batches ?? []);
  const carried = batches.reduce((sum, { orderIds }) => sum + orderIds.length, 0);
  const onShift = model.couriers.filter(({ status }) => status !== 'off').length;
  const busy = model.couriers.filter(({ status }) => status === 'busy').length;
  const takenBack = sum(recent, ({ withdrawals }) => withdrawals);
  const offered = sum(recent, ({ offers }) => offers);
  return [
    {
      name: 'On time',
      value: delivered.length === 0 ? '–' : percent(mean(delivered.slice(-RECENT), ({ isOnTime }) => Number(isOnTime))),
      course: movingMean(delivered, ({ isOnTime }) => Number(isOnTime)),
      help: `Of the last ${Math.min(RECENT, delivered.length)} deliveries that this page has seen, those by their promise.`,
    },
    {
      name: 'Click-to-door',
      value: delivered.length === 0 ? '–' : duration(mean(delivered.slice(-RECENT), (one) => one.clickToDoorSec)),
      course: movingMean(delivered, ({ clickToDoorSec }) => clickToDoorSec),
      help: 'Mean time from the order to the door, of the same deliveries.',
    },
    {
      name: 'Orders a batch',
      value: batches.length === 0 ? '–' : (carried / batches.length).toFixed(2),
      course: recent.map(({ orders, batches: count }) => (count === 0 ? 1 : orders / count)),
      help: 'Mean size of the batches in the plan.',
    },
    {
      name: 'Utilisation',
      value: onShift === 0 ? '–' : percent(busy / onShift),
      course: recent.map(({ routes }) => routes),
      help: `${busy} of ${onShift} couriers on shift have work. The course shows how many had work.`,
    },
    {
      name: 'Churn',
      value: offered === 0 ? '–' : percent(takenBack / offered),
      course: recent.map(({ withdrawals }) => withdrawals),
      help: `In the last ${recent.length} revisions ${takenBack} offers were taken back for ${offered} made.`,
    },
    {
      name: 'Cycle',
      value: recent.length === 0 ? '–' : `${Math.round(median(recent.map(cycleMs)))} ms`,
      course: recent.map(cycleMs),
      help: 'Median time to read, encode, search and check, of the last revisions.',
    },
    {
      name: 'Plan cost',
      value: recent.length === 0 ? '–' : short(recent.at(-1)?.cost ?? 0),
      course: recent.map(({ cost }) => cost),
      help: 'Points of the whole plan by the weights of the policy.',
    },
    {
      name: 'Unassigned',
      value: String(model.orders.filter(({ risk }) => risk === 'none').length),
      course: recent.map(({ unassigned }) => unassigned),
      help: 'Open orders that no courier has.',
    },
  ];
}

const cycleMs = ({ timing }: RevisionLine): number => timing.read + timing.encode + timing.search + timing.check;

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
const mean = <T>(items: readonly T[], value: (item: T) => number): number => sum(items, value) / items.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function movingMean<T>(items: readonly T[], value: (item: T) => number): readonly number[] {
  const width = 20;
  return items.slice(-COURSE - width).flatMap((_, index, recent) => {
    const window = recent.slice(Math.max(0, index - width), index + 1);
    return recent.length > COURSE && index < width ? [] : [mean(window, value)];
  });
}

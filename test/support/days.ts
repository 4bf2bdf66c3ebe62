// Days for tests of the simulated world, and a made-up one in the Grubhub format. The zone is planar, one metre a second.

import type { ChangeMessage, OfferChange, PositionChange, WithdrawChange } from '../../shared/domain/change.ts';
import { Random } from '../../shared/kernel/random.ts';
import type { Day, DayCourier, DayOrder } from '../../shared/sim/day.ts';
import type { MdrpTexts } from '../../shared/sim/mdrp-files.ts';
import { readMdrp } from '../../shared/sim/mdrp-reader.ts';
import { AT, aCourier, anOrder, aStore, aZone, place } from './builders.ts';

/** Ready 10 minutes after it is placed, at AT + 60 unless told otherwise. */
export function aDayOrder(
  changes: Partial<DayOrder['order']> = {},
  placedAt = AT + 60,
  cancelAt: number | null = null,
): DayOrder {
  const { orderId, storeId, load, requirements, dropoff, priority, batchable } = anOrder();
  const details = { orderId, storeId, load, requirements, dropoff, priority, batchable };
  return {
    placedAt,
    cancelAt,
    order: { ...details, readyAt: placedAt + 600, promiseBy: placedAt + 2400, ...changes },
  };
}

/** On shift from AT to AT + 10800; home is 300 m west of the bakery. */
export function aDayCourier(changes: Partial<DayCourier['courier']> = {}, home = place(-300)): DayCourier {
  const { courierId, mode, capacity, skills, pay } = aCourier();
  const shift = { startAt: AT, endAt: AT + 10_800 };
  return { home, courier: { courierId, mode, capacity, skills, pay, shift, ...changes } };
}

/** One bakery, one courier, one order. */
export function aDay(changes: Partial<Day> = {}): Day {
  const { zoneId: _zone, configuredAt: _zoneAt, ...zone } = aZone();
  const { zoneId: _store, configuredAt: _storeAt, ...store } = aStore();
  return {
    name: 'test',
    zoneId: 'north',
    startAt: AT,
    fromAt: AT,
    toAt: null,
    zone,
    policy: null,
    stores: [store],
    couriers: [aDayCourier()],
    orders: [aDayOrder()],
    ...changes,
  };
}

type SentPosition = PositionChange & { readonly index: number; readonly outcome: 'applied' | 'void' };
type Sent = Omit<OfferChange | WithdrawChange, 'orderVersion'> & {
  readonly index: number;
  readonly outcome: 'applied' | 'void';
};

/** An offer of one order to c1, setting out at once. */
export const anOffer = (changes: Partial<OfferChange & Sent> = {}) => ({
  kind: 'offer' as const,
  index: changes.sequence ?? 0,
  outcome: 'applied' as const,
  orderId: 'o1',
  courierId: 'c1',
  offerId: 'north-1-0',
  orderVersion: 1,
  storeId: 'bakery',
  sequence: 0,
  size: 1,
  departAt: AT,
  pickupAt: AT,
  dropoffAt: AT,
  ...changes,
});

export const aWithdrawal = (changes: Partial<WithdrawChange & Sent> = {}) => ({
  kind: 'withdraw' as const,
  reason: 'replanned' as const,
  index: 0,
  outcome: 'applied' as const,
  orderId: 'o1',
  courierId: 'c1',
  offerId: 'north-1-0',
  orderVersion: 2,
  ...changes,
});

export const planChanges = (
  revision: number,
  ...changes: readonly (ReturnType<typeof anOffer> | ReturnType<typeof aWithdrawal> | SentPosition)[]
): ChangeMessage => ({ kind: 'plan_changes', zoneId: 'north', revision, chunk: 0, changes });

/** A small day in the Grubhub format, made up: twenty orders of four restaurants from 10:00 to 12:00, five couriers. */
export function mdrpTexts(seed = 1): MdrpTexts {
  const rng = new Random(seed);
  const table = (header: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    `${[header, ...rows].map((row) => row.join('\t')).join('\n')}\n`;
  const spot = () => [rng.below(5000), rng.below(5000)];
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
  return {
    parameters: table(
      [
        'meters_per_minute',
        'pickup service minutes',
        'dropoff service minutes',
        'target click-to-door',
        'maximum click-to-door',
        'pay per order',
        'guaranteed pay per hour',
      ],
      [[320, 4, 4, 40, 90, 10, 15]],
    ),
    restaurants: table(
      ['restaurant', 'x', 'y'],
      names('r', 4).map((id) => [id, ...spot()]),
    ),
    couriers: table(
      ['courier', 'x', 'y', 'on_time', 'off_time'],
      names('c', 5).map((id, i) => [id, ...spot(), 585 + 15 * i, 780]),
    ),
    orders: table(
      ['order', 'x', 'y', 'placement_time', 'restaurant', 'ready_time'],
      names('o', 20).map((id) => {
        const placed = 600 + rng.below(120);
        return [id, ...spot(), placed, `r${1 + rng.below(4)}`, placed + 5 + rng.below(20)];
      }),
    ),
  };
}

/** The day of `mdrpTexts`, as the reader sees it. */
export function grubhubDay(): Day {
  const read = readMdrp(mdrpTexts(), { name: 'made up', zoneId: 'north', startAt: Date.UTC(2026, 0, 5) / 1000 });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

// Moves what is over out of the zone: closed orders into the archive, couriers whose shift is long past. It waits until
// any writer that was thought dead has ended, and it does a little each cycle.
import { isClosed, type Order } from '../domain/order.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import type { Ports } from './use-case-ports.ts';

/** Longer than any function may run, retries of its client included. */
const ARCHIVE_AFTER_SEC: Seconds = 600;
/** A courier who comes back within this is the same shift to us. */
const FORGET_COURIER_AFTER_SEC: Seconds = 86_400;
const MOVES_A_CYCLE = 25;

export async function tidyZone(ports: Pick<Ports, 'orders' | 'couriers'>, snapshot: Snapshot): Promise<void> {
  const { at, orders, couriers } = snapshot;
  const over = orders.filter((order) => isClosed(order) && notedAt(order) <= at - ARCHIVE_AFTER_SEC);
  await Promise.all(over.slice(0, MOVES_A_CYCLE).map((order) => ports.orders.archive(order)));
  const busy = new Set(orders.filter((order) => !isClosed(order)).map((order) => order.courierId));
  const gone = couriers.filter(
    (courier) => courier.shift.endAt <= at - FORGET_COURIER_AFTER_SEC && !busy.has(courier.courierId),
  );
  await Promise.all(gone.slice(0, MOVES_A_CYCLE).map((courier) => ports.couriers.remove(courier)));
}

/** When we heard of its end: writers of before that may still be at work, however long ago a producer says it was. */
const notedAt = ({ closeNotedAt, closedAt }: Order): EpochSeconds =>
  closeNotedAt ?? closedAt ?? Number.POSITIVE_INFINITY;

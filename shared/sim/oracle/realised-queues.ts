// What couriers carried in a simulated day, as queues of batches: where a search that knows better begins.
import type { Queues } from '../../app/search-ahead.ts';
import type { CourierLog, StopLog, WorldLog } from '../world-log.ts';

export const realisedQueues = ({ couriers }: WorldLog): Queues =>
  new Map(couriers.map((courier) => [courier.courierId, batchesOf(courier)]));

/** In the sequence of the pickups, orders in that of their drops; without orders that never came to a door. */
function batchesOf({ stops }: CourierLog) {
  const pickups = stops.filter(({ kind }) => kind === 'pickup');
  return pickups.map((pickup) => dropsOf(pickup, stops)).filter((batch) => batch.length > 0);
}

const dropsOf = ({ offerId }: StopLog, stops: readonly StopLog[]) =>
  stops.filter((stop) => stop.kind === 'dropoff' && stop.offerId === offerId).flatMap(({ orderIds }) => orderIds);

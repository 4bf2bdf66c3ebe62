// A large zone for the console to draw: a rush hour with a plan, whose couriers move a little with every look.

import { MemoryTelemetry } from '../../../../shared/adapters/memory/telemetry.ts';
import { TravelProvider } from '../../../../shared/adapters/travel/travel-times.ts';
import { makePlan } from '../../../../shared/app/make-plan.ts';
import { rushHour } from '../../../../shared/sim/rush-hour.ts';
import { courierViews, headView, orderView, zoneView } from '../../../api/views.ts';

const SEARCH_MS = 5000;
/** Millionths of a degree that a courier moves between two looks. */
const STEP = 60;

/** The zone's live state at each look, as the API answers it. */
export async function busyZone(orders: number, couriers: number): Promise<(look: number) => object> {
  const snapshot = rushHour({ orders, couriers, seed: 1 });
  const telemetry = new MemoryTelemetry();
  const clock = { now: () => snapshot.at, elapsedMs: () => performance.now() };
  const made = await makePlan(
    { telemetry, clock, travel: new TravelProvider(telemetry) },
    { snapshot, revision: 1, seed: 1, deadlineMs: performance.now() + SEARCH_MS, isCheap: false, readMs: 0 },
  );
  if (made === null) throw new Error('no plan of the rush hour passed the check');
  const { zone: settings, policy, positions } = snapshot;
  const shown = snapshot.orders.map(orderView);
  return (look) => ({
    ...zoneView({ settings, policy, head: null }),
    at: snapshot.at + look,
    head: { ...headView(null), revision: 1 },
    plan: made.plan,
    orders: shown,
    couriers: courierViews(
      snapshot.couriers,
      positions.map((position, index) => ({
        ...position,
        location: {
          lat: position.location.lat + ((index + look) % 2 === 0 ? STEP : -STEP),
          lng: position.location.lng + ((index + look) % 3) * STEP,
        },
      })),
    ),
    stores: snapshot.stores,
  });
}

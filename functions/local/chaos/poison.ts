// Messages that can never be processed, of every queue that takes messages from outside or from us.
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import type { OrderId, ZoneId } from '../../../shared/kernel/ids.ts';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import type { ConsumedQueue } from './deployment.ts';

export interface Poison {
  readonly queue: ConsumedQueue;
  readonly body: string;
}

interface Setting {
  /** Makes it different from every other. */
  readonly n: number;
  readonly zoneId: ZoneId;
  readonly at: EpochSeconds;
  readonly placed: ReadonlyMap<OrderId, ZoneId>;
}

/** Null: not possible yet. */
type MakePoison = (setting: Setting) => Poison | null;

const event = (body: object): Poison => ({ queue: 'events', body: JSON.stringify(body) });

export const POISONS: readonly MakePoison[] = [
  ({ n }) => ({ queue: 'events', body: `{"torn": ${n}` }),
  ({ n, zoneId, at }) => event({ type: 'order_teleported', eventId: `p${n}`, zoneId, at }),
  ({ n, zoneId, at }) => event({ type: 'order_picked_up', eventId: `p${n}`, zoneId, at, orderId: 7, courierId: null }),
  ({ n, zoneId, at }) =>
    event({ type: 'order_delivered', eventId: `p${n}`, zoneId, at: -at, orderId: 'o', courierId: 'c' }),
  // A version that exists, with other content.
  ({ n, zoneId, at }) =>
    event({
      type: 'policy_configured',
      eventId: `p${n}`,
      zoneId,
      at,
      policy: { ...DEFAULT_POLICY, policyId: 'storm', version: 1, severeLateSec: 10_000 + n },
    }),
  ({ n }) => ({ queue: 'positions', body: JSON.stringify({ zoneId: 'north', positions: `none-${n}` }) }),
  ({ n }) => ({ queue: 'replan', body: JSON.stringify({ zoneId: `north`, want: `many-${n}` }) }),
  ({ n }) => ({ queue: 'beats', body: JSON.stringify({ minuteAt: 0, slot: 3, slots: 2, n }) }),
];

// Invariants of the domain over generated lives of orders and generated plans.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../shared/app/decode.ts';
import { encode, placesOf } from '../../shared/app/encode.ts';
import { check } from '../../shared/domain/check.ts';
import { diffPlan } from '../../shared/domain/diff.ts';
import { foldCourier } from '../../shared/domain/fold-courier.ts';
import { foldOrder, type OrderEvent } from '../../shared/domain/fold-order.ts';
import { isClosed, ORDER_STAGES, type Order } from '../../shared/domain/order.ts';
import { applyOffer, applyWithdraw } from '../../shared/domain/order-writes.ts';
import type { Plan, Stop } from '../../shared/domain/plan.ts';
import { samePlan } from '../../shared/domain/same-plan.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { Random } from '../../shared/kernel/random.ts';
import { search } from '../../shared/solver/search.ts';
import { AT, aCourier, anOfferedOrder, planarTravel } from '../support/builders.ts';
import { aConstrainedWorld } from '../support/constrained-worlds.ts';
import { accepted, cancelled, changed, declined, delivered, failed, pickedUp, placed } from '../support/events.ts';
import { aWorld } from '../support/worlds.ts';

const fold = (order: Order | null, events: readonly OrderEvent[]): Order | null =>
  events.reduce<Order | null>((current, event) => {
    const result = foldOrder(current, 'o1', event);
    return result.kind === 'changed' ? result.order : current;
  }, order);

/** The events in any order, each at least once. */
const shuffledWithDuplicates = (events: readonly OrderEvent[]): fc.Arbitrary<readonly OrderEvent[]> =>
  fc
    .tuple(fc.shuffledSubarray([...events], { minLength: events.length }), fc.array(fc.constantFrom(...events)))
    .map(([all, more]) => [...all, ...more])
    .chain((queue) => fc.shuffledSubarray(queue, { minLength: queue.length }));

describe('foldOrder', () => {
  it.each<[string, readonly OrderEvent[], Partial<Order>]>([
    [
      'delivered',
      [accepted(), pickedUp({ at: AT + 60 }), delivered({ at: AT + 600 })],
      {
        stage: 'delivered',
        courierId: 'c1',
        offerId: 'north-1-0',
        pickedUpAt: AT + 60,
        deliveredAt: AT + 600,
        closedAt: AT + 600,
      },
    ],
    ['cancelled before it is told', [cancelled({ at: AT + 5 })], { stage: 'cancelled', closedAt: AT + 5 }],
    ['cancelled after it is agreed', [accepted(), cancelled({ at: AT + 5 })], { stage: 'cancelled', closedAt: AT + 5 }],
    [
      'failed aboard',
      [accepted(), pickedUp({ at: AT + 60 }), failed({ at: AT + 90 })],
      { stage: 'failed', closedAt: AT + 90 },
    ],
    [
      'changed on its way',
      [changed({ changes: { priority: 9 } }), accepted(), pickedUp()],
      { stage: 'picked_up', priority: 9 },
    ],
  ])('ends the same in any order of arrival and with any duplicates: %s', (_life, events, end) => {
    fc.assert(
      fc.property(shuffledWithDuplicates([placed(), ...events]), (arrived) => {
        expect(fold(anOfferedOrder(), arrived)).toMatchObject(end);
      }),
    );
  });

  it('ends cancelled or failed also when that is known before the order itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(cancelled(), failed()), fc.boolean(), (end, isFirst) => {
        const order = fold(null, isFirst ? [end, placed(), end] : [placed(), end, placed()]);

        expect(order?.stage).toBe(end.type === 'order_cancelled' ? 'cancelled' : 'failed');
      }),
    );
  });

  it('never goes back behind a pickup, never leaves an end, never binds a second courier', () => {
    const events = [placed(), changed(), cancelled(), failed(), accepted(), declined(), pickedUp(), delivered()];
    const byAnother = [pickedUp({ eventId: 'p2', courierId: 'c2' }), delivered({ eventId: 'd2', courierId: 'c2' })];
    fc.assert(
      fc.property(shuffledWithDuplicates([...events, ...byAnother]), (arrived) => {
        let order: Order | null = anOfferedOrder();
        for (const event of arrived) {
          const next = fold(order, [event]);
          if (order === null || next === null) throw new Error('an order does not vanish');
          const wasBound = order.stage !== 'open' && order.stage !== 'offered';
          if (order.stage === 'picked_up' || isClosed(order))
            expect(ORDER_STAGES.indexOf(next.stage)).toBeGreaterThanOrEqual(ORDER_STAGES.indexOf(order.stage));
          if (isClosed(order)) expect(next.stage).toBe(order.stage);
          if (wasBound && next.stage !== 'open') expect(next.courierId).toBe(order.courierId);
          order = next;
        }
      }),
    );
  });

  it('counts every change and nothing else', () => {
    const events = [placed(), changed(), cancelled(), accepted(), declined(), pickedUp(), delivered()];
    fc.assert(
      fc.property(shuffledWithDuplicates(events), (arrived) => {
        let order: Order | null = null;
        for (const event of arrived) {
          const next: Order | null = fold(order, [event]);
          expect(next?.version ?? 0).toBe((order?.version ?? 0) + (next === order ? 0 : 1));
          order = next;
        }
      }),
    );
  });
});

describe('foldCourier', () => {
  it('counts each delivery once, whatever the order and the duplicates', () => {
    const events = Array.from({ length: 12 }, (_, n) => delivered({ eventId: `d${n}` }));
    fc.assert(
      fc.property(shuffledWithDuplicates(events), (arrived) => {
        let courier = aCourier();
        for (const event of arrived) {
          if (event.type !== 'order_delivered') continue;
          const result = foldCourier(courier, event);
          if (result.kind === 'changed') courier = result.courier;
        }

        expect(courier.deliveredCount).toBe(12);
      }),
    );
  });
});

const PARAMS = {
  maxUnits: 500,
  startTemperature: 120_000,
  endTemperature: 2_000,
  ruinSize: 4,
  blinkBp: 100,
  checks: 'none',
} as const;

function solve(snapshot: Snapshot, revision = 7) {
  const travel = planarTravel(placesOf(snapshot), 5);
  const encoded = encode(snapshot, travel);
  const result = search(encoded.problem, encoded.warmStart, PARAMS, new Random(1), () => false);
  return { travel, plan: decode(encoded, result, snapshot, travel, revision) };
}

const changeStop = (plan: Plan, route: number, index: number, change: (stop: Stop) => Partial<Stop>): Plan => ({
  ...plan,
  routes: plan.routes.map((old, r) =>
    r === route
      ? { ...old, stops: old.stops.map((stop, s) => (s === index ? { ...stop, ...change(stop) } : stop)) }
      : old,
  ),
});

const WORLDS = [
  ['with nothing that may be left out', aWorld],
  ['with windows, limits, hours, breaks and frozen offers', aConstrainedWorld],
] as const;

/** Ways to spoil a plan that has at least one route; `pick` chooses where. */
const SPOIL: Readonly<Record<string, (plan: Plan, pick: Random) => Plan>> = {
  'loses a route': (plan, pick) => {
    const lost = pick.below(plan.routes.length);
    return { ...plan, routes: plan.routes.filter((_, r) => r !== lost) };
  },
  'carries a route twice': (plan, pick) => ({
    ...plan,
    routes: [...plan.routes, ...plan.routes.slice(pick.below(plan.routes.length)).slice(0, 1)],
  }),
  'gives a route to a stranger': (plan, pick) => {
    const given = pick.below(plan.routes.length);
    return {
      ...plan,
      routes: plan.routes.map((route, r) => (r === given ? { ...route, courierId: 'stranger' } : route)),
    };
  },
  'leaves out an order that it carries': (plan, pick) => {
    const { batches } = plan.routes[pick.below(plan.routes.length)] ?? { batches: [] };
    const [orderId = ''] = batches[0]?.orderIds ?? [];
    return { ...plan, unassigned: [...plan.unassigned, { orderId, reason: 'SEARCH_LIMIT' }] };
  },
  'drops a pickup or a drop-off': (plan, pick) => {
    const r = pick.below(plan.routes.length);
    const first = plan.routes[r]?.stops.find(({ kind }) => kind !== 'break');
    return {
      ...plan,
      routes: plan.routes.map((route, i) =>
        i === r ? { ...route, stops: route.stops.filter((stop) => stop !== first) } : route,
      ),
    };
  },
  'is somewhere a second early': (plan, pick) => {
    const r = pick.below(plan.routes.length);
    const s = pick.below(plan.routes[r]?.stops.length ?? 1);
    return changeStop(plan, r, s, ({ departAt }) => ({ departAt: departAt - 1 }));
  },
  'tells another lateness': (plan, pick) => {
    const r = pick.below(plan.routes.length);
    const s = pick.below(plan.routes[r]?.stops.length ?? 1);
    return changeStop(plan, r, s, ({ lateSec }) => ({ lateSec: lateSec + 1 }));
  },
  'carries a batch twice': (plan, pick) => {
    const r = pick.below(plan.routes.length);
    return {
      ...plan,
      routes: plan.routes.map((route, i) =>
        i === r
          ? {
              ...route,
              batches: [...route.batches.slice(1), ...route.batches.slice(0, 1), ...route.batches.slice(0, 1)],
            }
          : route,
      ),
    };
  },
};

describe.each(WORLDS)('check, %s', (_of, aWorld) => {
  it.each(Object.keys(SPOIL))('refuses a sound plan once it %s', (way) => {
    fc.assert(
      fc.property(aWorld(), fc.nat(), (snapshot, seed) => {
        const { plan, travel } = solve(snapshot);
        fc.pre(plan.routes.length > 0);

        const spoilt = SPOIL[way]?.(plan, new Random(seed)) ?? plan;

        expect(check(plan, snapshot, travel)).toEqual([]);
        expect(check(spoilt, snapshot, travel)).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(WORLDS)('diffPlan, %s', (_of, aWorld) => {
  it('asks for changes that bring the orders to the plan: then there is nothing more to ask for', () => {
    fc.assert(
      fc.property(aWorld(), (snapshot) => {
        const { plan } = solve(snapshot);
        const { changes } = diffPlan(plan, snapshot);

        const after = applyChanges(snapshot, changes);
        const told = plan.routes.map((route) => ({
          ...route,
          batches: route.batches.map((batch) =>
            wasOffered(batch.offerId, after) ? { ...batch, stage: 'offered' as const } : batch,
          ),
        }));

        expect(diffPlan({ ...plan, routes: told }, { ...after, lastPlan: plan })).toEqual({
          changes: [],
          decisions: [],
        });
      }),
    );
  });

  it('asks a courier for one thing at a time, and never about what is agreed or over', () => {
    fc.assert(
      fc.property(aWorld(), (snapshot) => {
        const { plan } = solve(snapshot);
        const { changes } = diffPlan(plan, snapshot);
        const stageOf = new Map(snapshot.orders.map((order) => [order.orderId, order.stage]));
        const ofOrders = changes.filter((change) => change.kind !== 'position');
        const withdrawn = new Set(ofOrders.filter(({ kind }) => kind === 'withdraw').map(({ orderId }) => orderId));

        for (const { kind, orderId } of ofOrders) {
          const isFree = stageOf.get(orderId) === 'open' || withdrawn.has(orderId);
          expect({ kind, isSound: kind === 'withdraw' ? stageOf.get(orderId) === 'offered' : isFree }).toEqual({
            kind,
            isSound: true,
          });
        }
        const after = applyChanges(snapshot, changes);
        for (const courierId of new Set(changes.map((change) => change.courierId))) {
          const offers = after.orders.filter((order) => order.stage === 'offered' && order.courierId === courierId);
          const fresh = new Set(
            changes
              .filter((change) => change.kind === 'offer')
              .filter((change) => change.courierId === courierId)
              .map((change) => change.offerId),
          );
          if (fresh.size > 0) expect(new Set(offers.map((order) => order.offerId))).toEqual(fresh);
        }
      }),
    );
  });

  it('keeps a plan the same when nothing happens', () => {
    fc.assert(
      fc.property(aWorld(), (snapshot) => {
        const { plan } = solve(snapshot);

        expect(samePlan(plan, solve(snapshot, 8).plan)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

function applyChanges(snapshot: Snapshot, changes: ReturnType<typeof diffPlan>['changes']): Snapshot {
  const orders = snapshot.orders.map((order) =>
    changes
      .filter((change) => change.kind !== 'position')
      .filter((change) => change.orderId === order.orderId)
      .reduce(
        (current, change) =>
          change.kind === 'withdraw'
            ? applyWithdraw(current, change, 'r')
            : applyOffer(current, change, 'r', snapshot.at),
        order,
      ),
  );
  return { ...snapshot, orders };
}

const wasOffered = (offerId: string, { orders }: Snapshot): boolean =>
  orders.some((order) => order.stage === 'offered' && order.offerId === offerId);

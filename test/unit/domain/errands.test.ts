import { describe, expect, it } from 'vitest';
import { check } from '../../../shared/domain/check.ts';
import { diffPlan } from '../../../shared/domain/diff.ts';
import { errandsOf } from '../../../shared/domain/errands.ts';
import { courierOf, factsOf, routeStart } from '../../../shared/domain/facts.ts';
import type { Plan, Route } from '../../../shared/domain/plan.ts';
import { planCost } from '../../../shared/domain/plan-cost.ts';
import { type BatchToSchedule, constantBatches, scheduleRoute } from '../../../shared/domain/schedule.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import {
  AT,
  aCourier,
  anAcceptedOrder,
  anOfferedOrder,
  anOrder,
  aPolicy,
  aPosition,
  aSnapshot,
  place,
  planarTravel,
} from '../../support/builders.ts';

const TRAVEL = planarTravel([place(0), place(1000), place(300), place(59), place(60)]);

/** c1 stands 300 m, that is 300 s, from the bakery; o1 is ready at once. */
const aWorld = (changes: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    policy: aPolicy({ release: { leadSec: 59, offerTimeoutSec: 120, commitAt: 'store' } }),
    couriers: [aCourier()],
    positions: [aPosition({ location: place(300) })],
    orders: [anOrder()],
    ...changes,
  });

/** What c1 is bound to, then o1 alone. */
function routesOf(snapshot: Snapshot, stage: 'planned' | 'offered' = 'planned', orderId = 'o1'): readonly Route[] {
  const facts = factsOf(snapshot);
  const courier = courierOf('c1', facts);
  const start = routeStart(courier, facts) ?? { location: place(0), departAt: AT };
  const batch: BatchToSchedule = {
    stage,
    offerId: 'north-2-0',
    storeId: 'bakery',
    orderIds: [orderId],
    departAt: null,
  };
  return [scheduleRoute({ courier, start, batches: [...constantBatches(courier, facts), batch] }, facts, TRAVEL)];
}

const planOf = (snapshot: Snapshot, routes = routesOf(snapshot)): Plan => ({
  zoneId: 'north',
  plannedAt: snapshot.at,
  routes,
  unassigned: [],
  errands: errandsOf(routes, factsOf(snapshot)),
  cost: planCost({ routes, unassigned: [] }, snapshot),
});

const kindsOf = (snapshot: Snapshot, routes = routesOf(snapshot)) =>
  diffPlan(planOf(snapshot, routes), snapshot).changes.map(({ kind }) => kind);

describe('an errand', () => {
  it('asks an idle courier who has to set out now to go to the store, and keeps the batch open', () => {
    const snapshot = aWorld();

    const plan = planOf(snapshot);
    const { changes, decisions } = diffPlan(plan, snapshot);

    expect(plan.errands).toEqual([{ courierId: 'c1', storeId: 'bakery', departAt: AT, askedAt: AT }]);
    expect(changes).toEqual([{ kind: 'position', courierId: 'c1', storeId: 'bakery', departAt: AT }]);
    // There at 300, offered then, less the lead.
    expect(decisions.at(-1)).toMatchObject({ orderId: 'o1', decision: 'hold', releaseAt: AT + 300 - 59 });
  });

  it('is none where a batch is final at the departure: the batch is offered', () => {
    expect(kindsOf(aWorld({ policy: aPolicy() }))).toEqual(['offer']);
  });

  it('waits until the courier has to set out', () => {
    expect(kindsOf(aWorld({ orders: [anOrder({ readyAt: AT + 479 })] }))).toEqual(['position']);
    expect(kindsOf(aWorld({ orders: [anOrder({ readyAt: AT + 480 })] }))).toEqual([]);
  });

  it('is over at the store, where the batch is offered when its pickup is due', () => {
    const atStore = { positions: [aPosition()] };

    expect(kindsOf(aWorld(atStore))).toEqual(['offer']);
    expect(kindsOf(aWorld({ ...atStore, orders: [anOrder({ readyAt: AT + 179 })] }))).toEqual(['offer']);
    expect(kindsOf(aWorld({ ...atStore, orders: [anOrder({ readyAt: AT + 180 })] }))).toEqual([]);
  });

  it('takes a courier within the lead of the store as there', () => {
    expect(kindsOf(aWorld({ positions: [aPosition({ location: place(59) })] }))).toEqual(['offer']);
    expect(kindsOf(aWorld({ positions: [aPosition({ location: place(60) })] }))).toEqual(['position']);
  });

  it('is not for a courier who is bound to work, or thinks about an offer', () => {
    const bound = aWorld({ orders: [anAcceptedOrder({ orderId: 'o0' }), anOrder()] });
    const asked = aWorld({ orders: [anOfferedOrder()] });

    expect(kindsOf(bound)).toEqual([]);
    expect(kindsOf(asked, routesOf(asked, 'offered'))).toEqual([]);
  });

  it('comes after the withdrawal of what the courier had been offered', () => {
    const snapshot = aWorld({ orders: [anOfferedOrder()] });

    expect(kindsOf(snapshot, routesOf(snapshot, 'planned'))).toEqual(['withdraw', 'position']);
  });

  it('is asked for once while the courier has not answered, and again when the time for it is over', () => {
    const lastPlan = planOf(aWorld());
    const at = (seconds: number) => aWorld({ at: AT + seconds, lastPlan });

    expect(planOf(at(60)).errands).toEqual(lastPlan.errands);
    expect(kindsOf(at(60))).toEqual([]);
    expect(kindsOf(at(120))).toEqual([]);
    expect(kindsOf(at(121))).toEqual(['position']);
  });

  it('is asked for again after a plan that wanted something else', () => {
    const { errands: _none, ...between } = planOf(aWorld());

    expect(kindsOf(aWorld({ at: AT + 60, lastPlan: between }))).toEqual(['position']);
  });

  it('is asked for anew when it was asked for later than now, by a planner whose clock ran ahead', () => {
    const ahead = planOf(aWorld({ at: AT + 60 }));

    const { errands, ...plan } = planOf(aWorld({ lastPlan: ahead }));

    expect(errands).toEqual([{ courierId: 'c1', storeId: 'bakery', departAt: AT, askedAt: AT }]);
    expect(check({ ...plan, errands: errands ?? [] }, aWorld({ lastPlan: ahead }), TRAVEL)).toEqual([]);
  });

  it('is over when the courier has gone and come on shift again', () => {
    const again = aCourier({ shift: { startAt: AT + 50, endAt: AT + 28_800 } });
    const snapshot = aWorld({ at: AT + 60, lastPlan: planOf(aWorld()), couriers: [again] });

    const plan = planOf(snapshot);

    expect(plan.errands).toEqual([{ courierId: 'c1', storeId: 'bakery', departAt: AT + 60, askedAt: AT + 60 }]);
    expect(check(plan, snapshot, TRAVEL)).toEqual([]);
  });

  it('is not asked for again while the courier is on its way, though a position report says that it is not there', () => {
    const onItsWay = (seconds: number) =>
      aWorld({
        at: AT + seconds,
        lastPlan: planOf(aWorld()),
        couriers: [aCourier({ enRoute: { storeId: 'bakery', at: AT + 5, arriveAt: AT + 305 } })],
        positions: [aPosition({ location: place(300), at: AT + seconds })],
      });

    expect(kindsOf(onItsWay(60))).toEqual([]);
    expect(kindsOf(onItsWay(305))).toEqual([]);
    expect(kindsOf(onItsWay(306))).toEqual(['position']);
  });

  it('leads to another store when the courier is on its way to one that it is not to pick up at any more', () => {
    const couriers = [aCourier({ enRoute: { storeId: 'brewery', at: AT, arriveAt: AT + 305 } })];

    expect(kindsOf(aWorld({ couriers }))).toEqual(['position']);
  });
});

// A plan revision of any size.
import type { DecisionRecord, PlanRevision } from '../../shared/domain/revision.ts';
import { Random } from '../../shared/kernel/random.ts';
import { AT, anOrder, place } from '../support/builders.ts';

/** One route, one unassigned order, and as many decisions as asked for, with ids that hardly compress. */
export function aRevision(changes: Partial<PlanRevision> = {}, numDecisions = 1): PlanRevision {
  const random = new Random(1);
  const cost = { clickToDoor: 9, late: 0, severeLate: 0, unserved: 1, pay: 2, travel: 0, activation: 0, change: 0 };
  return {
    revision: 1,
    attempt: 1,
    createdAt: AT,
    plan: {
      zoneId: 'north',
      plannedAt: AT,
      routes: [
        {
          courierId: 'c1',
          start: { location: place(0), departAt: AT },
          batches: [{ offerId: 'north-1-0', storeId: 'bakery', stage: 'planned', orderIds: ['o1'], departAt: AT }],
          stops: [
            {
              kind: 'dropoff',
              location: anOrder().dropoff.location,
              orderIds: ['o1'],
              arriveAt: AT + 1,
              serviceAt: AT + 2,
              departAt: AT + 3,
              lateSec: 0,
            },
          ],
          travelSec: 1,
          distanceM: 1000,
        },
      ],
      unassigned: [{ orderId: 'заказ', reason: 'CAPACITY' }],
      cost: { ...cost, total: 12 },
    },
    changes: [
      { kind: 'withdraw', orderId: 'o1', courierId: 'c1', offerId: 'north-0-0', orderVersion: 2, reason: 'replanned' },
    ],
    decisions: Array.from({ length: numDecisions }, () => aDecision(random)),
    solve: {
      rung: 'search',
      seed: 7,
      units: 10,
      maxUnits: 20,
      iterations: 3,
      stopReason: 'units',
      policy: { policyId: 'default', version: 1 },
      timing: { read: 1, encode: 2, search: 3, check: 4 },
      costOfKeep: null,
    },
    ...changes,
  };
}

function aDecision(random: Random): DecisionRecord {
  const orderId = Array.from({ length: 8 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
  return { orderId, decision: 'hold', courierId: 'c1', reason: null, releaseAt: AT + 60 };
}

import { expect, it } from 'vitest';
import { explainDecisions } from '../../../shared/app/explain-decisions.ts';
import { makePlan } from '../../../shared/app/make-plan.ts';
import { diffPlan } from '../../../shared/domain/diff.ts';
import { aCourier, anOrder, aPosition, aSnapshot, place } from '../../support/builders.ts';
import { memoryPorts } from '../../support/memory-ports.ts';

const snapshot = aSnapshot({
  couriers: [aCourier()],
  positions: [aPosition()],
  orders: [
    anOrder({ orderId: 'a', dropoff: { location: place(500), accessSec: 60, handoffSec: 60 } }),
    anOrder({ orderId: 'b', requirements: ['cold'] }),
    anOrder({ orderId: 'c' }),
  ],
});

async function made() {
  const request = { snapshot, revision: 1, seed: 1, deadlineMs: 600_000, isCheap: false, readMs: 0 };
  const plan = await makePlan(memoryPorts(), request);
  if (plan === null) throw new Error('no plan');
  return { plan, decisions: diffPlan(plan.plan, snapshot).decisions };
}

it('explains each order that was decided once, those without a courier first', async () => {
  const { plan, decisions } = await made();

  const explanations = explainDecisions({ elapsedMs: () => 0 }, plan, snapshot, decisions);

  expect(explanations.map(({ orderId }) => orderId)).toEqual(['b', 'a', 'c']);
  expect(explanations[0]?.changes).toContainEqual({ kind: 'skill', courierId: 'c1', skill: 'cold' });
});

it('ends when a twentieth of the time box is over', async () => {
  const { plan, decisions } = await made();
  let now = 0;
  // Each look at the clock is 30 ms after the one before; the box is a second, its twentieth 50 ms.
  const clock = { elapsedMs: () => (now += 30) };

  expect(explainDecisions(clock, plan, snapshot, decisions).map(({ orderId }) => orderId)).toEqual(['b']);
});

it('does no work where nothing was decided', async () => {
  const { plan } = await made();

  expect(explainDecisions({ elapsedMs: () => 0 }, plan, snapshot, [])).toEqual([]);
});

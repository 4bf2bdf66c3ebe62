// Whether two plans say the same: who carries what, in which batches and sequence, and who is left out for which reason.
// Times, costs and the ids of offers not made yet do not count: they move with the clock.
import { compareText } from '../kernel/compare-text.ts';
import type { Plan } from './plan.ts';

export const samePlan = (a: Plan, b: Plan): boolean => essence(a) === essence(b);

function essence({ routes, unassigned }: Plan): string {
  const carried = routes
    .map(({ courierId, batches }) => JSON.stringify([courierId, batches.map((batch) => batch.orderIds)]))
    .sort(compareText);
  const leftOut = unassigned.map(({ orderId, reason }) => JSON.stringify([orderId, reason])).sort(compareText);
  return [...carried, 'left out', ...leftOut].join('\n');
}

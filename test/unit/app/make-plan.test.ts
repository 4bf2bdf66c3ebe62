import { describe, expect, it } from 'vitest';
import { makePlan, type PlanRequest } from '../../../shared/app/make-plan.ts';
import type { RouteSelection, SelectionProblem } from '../../../shared/app/ports.ts';
import { aCourier, anOrder, aPosition, aSnapshot, place } from '../../support/builders.ts';
import { memoryPorts } from '../../support/memory-ports.ts';

const couriers = ['c1', 'c2', 'c3'];

const request: PlanRequest = {
  snapshot: aSnapshot({
    couriers: couriers.map((courierId) => aCourier({ courierId })),
    positions: couriers.map((courierId) => aPosition({ courierId })),
    orders: Array.from({ length: 12 }, (_, i) => {
      const location = place(((i * 397) % 2000) - 1000, ((i * 811) % 2000) - 1000);
      return anOrder({ orderId: `o${i}`, dropoff: { location, accessSec: 60, handoffSec: 60 } });
    }),
  }),
  revision: 1,
  seed: 1,
  deadlineMs: 600_000,
  isCheap: false,
  readMs: 0,
};

const orWithout = async (help: RouteSelection, changes: Partial<PlanRequest> = {}) => {
  const ports = memoryPorts();
  const [helped, alone] = [
    await makePlan(ports, { ...request, ...changes, help }),
    await makePlan(ports, { ...request, ...changes }),
  ];
  return { helped, alone, telemetry: ports.telemetry };
};

describe('makePlan with exact help', () => {
  it('asks for the best choice among what the search came by, once, in what is left of the time', async () => {
    const asked: [SelectionProblem, number][] = [];
    const help: RouteSelection = {
      select: async (...question) => {
        asked.push(question);
        return null;
      },
    };

    const { helped, alone } = await orWithout(help, { deadlineMs: 5000 });

    expect(asked.map(([, limitMs]) => limitMs)).toEqual([5000]); // nobody moves the clock
    expect(asked[0]?.[0].numRows).toBe(12 + 3);
    expect(helped?.plan).toEqual(alone?.plan);
    expect(helped?.chosen).toBeNull();
  });

  it('keeps the plan of the search when the solver fails, and says so', async () => {
    const failing: RouteSelection = { select: () => Promise.reject(new Error('out of memory')) };

    const { helped, alone, telemetry } = await orWithout(failing);

    expect(helped?.plan).toEqual(alone?.plan);
    expect(telemetry.entries('warn').map(({ message }) => message)).toEqual([
      "exact help failed; the plan is the search's own",
    ]);
  });

  it('asks nobody where only the cheap rungs are tried', async () => {
    const never: RouteSelection = { select: () => Promise.reject(new Error('nobody may ask')) };

    const { helped, alone, telemetry } = await orWithout(never, { isCheap: true });

    expect(helped).toEqual(alone);
    expect(telemetry.entries('warn')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';
import { parseKeptSolve } from '../../../shared/adapters/schema/kept-solve.ts';
import { GivenTravelTimes } from '../../../shared/adapters/travel/given.ts';
import { TravelProvider } from '../../../shared/adapters/travel/travel-times.ts';
import type { TravelTimes } from '../../../shared/app/ports.ts';
import { replaySolve } from '../../../shared/app/replay-solve.ts';
import type { KeptSolve } from '../../../shared/domain/kept-solve.ts';
import { aCourier, anOrder, aPosition, aSnapshot, aZone, place } from '../../support/builders.ts';
import { aKeptSolve, solvedAndKept } from '../../support/kept-solves.ts';

const telemetry = new MemoryTelemetry();
const byModel = new TravelProvider(telemetry);

const snapshot = aSnapshot({
  couriers: ['c1', 'c2'].map((courierId) => aCourier({ courierId })),
  positions: ['c1', 'c2'].map((courierId) => aPosition({ courierId })),
  orders: Array.from({ length: 8 }, (_, i) => {
    const location = place(((i * 397) % 2000) - 1000, ((i * 811) % 2000) - 1000);
    return anOrder({ orderId: `o${i}`, dropoff: { location, accessSec: 60, handoffSec: 60 } });
  }),
});

/** As it comes out of a file. */
function read(kept: KeptSolve) {
  const parsed = parseKeptSolve(JSON.parse(JSON.stringify(kept)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const replay = (kept: KeptSolve, travel: TravelTimes = byModel) => replaySolve({ travel, telemetry }, read(kept));

describe('replaySolve', () => {
  it('says where a plan is another than the one that was kept', async () => {
    const kept = await solvedAndKept(snapshot);
    const [first, ...others] = kept.tries;
    if (first === undefined) throw new Error('nothing was tried');
    const route = first.plan.routes[0];
    const [stop, ...stops] = route?.stops ?? [];
    if (route === undefined || stop === undefined) throw new Error('nobody has anything to do');
    const moved = { ...stop, arriveAt: stop.arriveAt + 1 };
    const routes = [{ ...route, stops: [moved, ...stops] }, ...first.plan.routes.slice(1)];
    const tries = [{ ...first, plan: { ...first.plan, routes } }, ...others];

    const { difference } = await replay({ ...kept, tries });

    expect(difference).toEqual({
      where: 'tries[0].plan.routes[0].stops[0].arriveAt',
      kept: String(stop.arriveAt + 1),
      replayed: String(stop.arriveAt),
    });
  });

  it('does not pass what another seed makes', async () => {
    const kept = await solvedAndKept(snapshot);

    expect((await replay({ ...kept, seed: kept.seed + 1 })).difference?.where).toMatch(/^tries\[0\]/);
  });

  it('tells travel times that come out differently before what follows from them', async () => {
    const kept = await solvedAndKept(snapshot);
    const faster = { ...snapshot.zone, travel: { kind: 'planar', metersPerMinute: 61, roundUpToSec: 1 } as const };

    const { difference } = await replay({ ...kept, snapshot: { ...kept.snapshot, zone: faster } });

    expect(difference?.where).toBe('the digest of the travel tables');
  });

  it('needs no endpoint for a zone whose travel times came from one', async () => {
    const fallback = { kind: 'great_circle', circuityPct: 130, speedKmh: { car: 28, bike: 15, foot: 5 } } as const;
    const travel = { kind: 'matrix', url: 'https://roads.example.org/{profile}', timeoutMs: 1000, fallback } as const;
    const there = { ...snapshot, zone: aZone({ travel }) };
    const kept = await solvedAndKept(there, undefined, new TravelProvider(telemetry, { fetch: crookedRoads }));
    const given = read(kept).travel;
    if (given === null) throw new Error('the tables were not kept');

    expect(await replay(kept, new GivenTravelTimes(given))).toEqual({ difference: null, error: null });
  });

  it('wants the error that ended a cycle to end it again', async () => {
    const broken: TravelTimes = { matrix: () => Promise.reject(new Error('a place at the end of the world')) };
    const kept = aKeptSolve({ outcome: 'failed', error: 'a place at the end of the world' });

    expect(await replay(kept, broken)).toEqual({ difference: null, error: 'a place at the end of the world' });
    expect((await replay(kept)).difference).not.toBeNull();
  });

  it('passes a plan that is the same, where the cycle failed after it', async () => {
    const kept = await solvedAndKept(snapshot);

    const { difference } = await replay({ ...kept, outcome: 'failed', error: 'the head has record version 2' });

    expect(difference).toBeNull();
  });
});

/** Ways that no model knows, and some that do not exist. */
const crookedRoads = async (url: string): Promise<Response> => {
  const { searchParams } = new URL(url);
  const [from = [], to = []] = ['sources', 'destinations'].map((side) =>
    searchParams.get(side)?.split(';').map(Number),
  );
  const table = (scale: number) =>
    from.map((a) => to.map((b) => ((a * 31 + b * 17) % 7 === 3 ? null : (a + b) * scale)));
  return Response.json({ code: 'Ok', durations: table(41), distances: table(97) });
};

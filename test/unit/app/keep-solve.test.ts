import { beforeEach, describe, expect, it } from 'vitest';
import { MemorySolveArchive } from '../../../shared/adapters/memory/solve-archive.ts';
import { Unavailable } from '../../../shared/app/errors.ts';
import { ingestEvent, wakeZone } from '../../../shared/app/ingest.ts';
import { reoptimize } from '../../../shared/app/reoptimize.ts';
import type { Ports } from '../../../shared/app/use-case-ports.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import type { KeptSolve } from '../../../shared/domain/kept-solve.ts';
import { aStore, aZone } from '../../support/builders.ts';
import { type MemoryPorts, memoryPorts, sentChanges, unhurried } from '../../support/memory-ports.ts';
import { aCourierOnShift, anOrderPlaced } from '../../support/zone-events.ts';

let ports: MemoryPorts;
let archive: MemorySolveArchive;

beforeEach(async () => {
  ports = memoryPorts();
  archive = new MemorySolveArchive();
  await ports.settings.putZone(aZone());
  await ports.settings.putStore(aStore());
});

const report = async (...events: readonly DomainEvent[]): Promise<void> => {
  for (const event of events) await ingestEvent(ports, event);
  await wakeZone(ports, 'north');
};

/** A cycle with an archive that takes so many of a hundred solves. */
const cycle = (percent: number, remainingMs = unhurried) => {
  const keeping = { archive, percent, code: 'abc' };
  const all: Ports = { ...ports, keeping };
  return reoptimize(all, { zoneId: 'north', want: 999, dueBefore: null }, remainingMs);
};

const kept = (): readonly KeptSolve[] => archive.texts().map((text) => JSON.parse(text));

describe('keeping solves', () => {
  it('keeps what was planned from and what came out, after it was published', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const put = archive.put.bind(archive);
    archive.put = (solve) => {
      expect(sentChanges(ports)).toHaveLength(1);
      return put(solve);
    };

    await cycle(100);

    const [solve] = kept();
    expect(solve).toMatchObject({
      form: 1,
      code: 'abc',
      attempt: 1,
      outcome: 'committed',
      error: null,
    });
    expect(solve?.snapshot).toMatchObject({ revision: 0, orders: [{ orderId: 'o1', stage: 'open' }], lastPlan: null });
    expect(solve?.tries).toMatchObject([{ rung: 'search', violations: [], plan: { routes: [{ courierId: 'c1' }] } }]);
    expect(solve?.tries[0]?.plan).toEqual((await ports.revisions.get('north', 1, 1))?.plan);
    expect(ports.telemetry.sumOf('SolvesKept')).toBe(1);
  });

  it('says of solves that changed nothing that they did not', async () => {
    await report(aCourierOnShift(), anOrderPlaced());

    await cycle(100);
    await cycle(100);

    expect(kept().map(({ outcome, attempt, snapshot }) => [outcome, attempt, snapshot.revision])).toEqual([
      ['committed', 1, 0],
      ['unchanged', 2, 1],
    ]);
  });

  it('draws a sample by the name of the solve', async () => {
    for (let i = 0; i < 200; i++) {
      await report(anOrderPlaced({ orderId: `o${i}` }));
      await cycle(20);
    }

    // 200 solves at 20 percent: 40, standard deviation 5.7; four of them either way.
    expect(Math.abs(kept().length - 40)).toBeLessThan(23);
  });

  it('keeps none at 0 percent', async () => {
    for (let i = 0; i < 50; i++) await cycle(0);

    expect(kept()).toEqual([]);
  });

  it('keeps what failed at 0 percent too, with the reason', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    ports.travel.matrix = async () => {
      throw new Error('a place at the end of the world');
    };

    expect((await cycle(0)).kind).toBe('failed');

    expect(kept()).toMatchObject([{ outcome: 'failed', error: 'a place at the end of the world', tries: [] }]);
  });

  it('does not take a store that does not answer for a fault of the plan', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    ports.revisions.put = async () => {
      throw new Unavailable('the table', { cause: new Error('throttled') });
    };

    await expect(cycle(0)).rejects.toThrow(Unavailable);

    expect(kept()).toEqual([]);
  });

  it('costs a warning, and no cycle, when the archive fails', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    archive.put = async () => {
      throw new Error('no such bucket');
    };

    expect(await cycle(100)).toMatchObject({ kind: 'committed', revision: 1 });

    expect(ports.telemetry.sumOf('SolvesLost')).toBe(1);
    expect(ports.telemetry.entries('warn').map(({ message }) => message)).toEqual(['a solve was not kept']);
    expect(await ports.heads.get('north')).toMatchObject({ revision: 1, publishedRev: 1, attempts: 0 });
  });

  it('gives the archive two seconds, or what is left of the time but half a second', async () => {
    const limits: number[] = [];
    archive.put = async (...args: unknown[]) => {
      limits.push(Number(args[1]));
    };

    await cycle(100);
    await cycle(100, () => 1800);
    await cycle(100, () => 400);

    expect(limits).toEqual([2000, 1300]);
    expect(ports.telemetry.sumOf('SolvesLost')).toBe(1);
  });

  it('is not part of the time of a cycle', async () => {
    archive.put = async () => {
      ports.clock.advance(60);
    };

    await cycle(100);

    expect(ports.telemetry.valuesOf('CycleTime')).toEqual([0]);
  });
});

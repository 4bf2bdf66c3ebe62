import { beforeEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../shared/app/errors.ts';
import { ingestEvent, wakeZone } from '../../../shared/app/ingest.ts';
import { reoptimize } from '../../../shared/app/reoptimize.ts';
import { tickMinute } from '../../../shared/app/tick.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { AT, aStore, aZone, place } from '../../support/builders.ts';
import { type MemoryPorts, memoryPorts, runNextCycle, sentChanges, unhurried } from '../../support/memory-ports.ts';
import { aCourierOnShift, anOfferAccepted, anOrderPlaced } from '../../support/zone-events.ts';

let ports: MemoryPorts;

async function report(...events: DomainEvent[]): Promise<void> {
  for (const event of events) await ingestEvent(ports, event);
  await wakeZone(ports, 'north');
}

/** Runs cycles until nobody asks for one. */
async function settle(): Promise<(string | undefined)[]> {
  const kinds = [];
  for (let outcome = await runNextCycle(ports); outcome; outcome = await runNextCycle(ports)) kinds.push(outcome.kind);
  return kinds;
}

const head = async () => {
  const found = await ports.heads.get('north');
  if (!found) throw new Error('no head');
  return found;
};

const publishedOffers = () =>
  sentChanges(ports).flatMap((message) =>
    message.kind === 'plan_changes'
      ? message.changes.map(
          (change) =>
            `${message.revision} ${change.kind} ${change.kind === 'position' ? change.courierId : change.orderId} ${change.outcome}`,
        )
      : [],
  );

beforeEach(async () => {
  ports = memoryPorts();
  await ports.settings.putZone(aZone());
  await ports.settings.putStore(aStore());
});

describe('reoptimize', () => {
  it('plans, commits and publishes what an idle courier is to do', async () => {
    await report(aCourierOnShift(), anOrderPlaced());

    expect(await settle()).toEqual(['committed']);
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'offered', courierId: 'c1' });
    expect(publishedOffers()).toEqual(['1 offer o1 applied']);
    expect(await head()).toMatchObject({ revision: 1, publishedRev: 1, want: 1, covered: 1, claims: 1, attempts: 0 });
  });

  it('reports how long a cycle wrote and published, and nothing of what it did not do', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    await settle();
    ports.clock.advance(60);
    await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: AT }, unhurried);

    // The first cycle commits and offers, the second finds nothing new.
    const { telemetry } = ports;
    expect(telemetry.valuesOf('CycleTime')).toHaveLength(2);
    expect(telemetry.valuesOf('WriteTime')).toHaveLength(1);
    expect(telemetry.valuesOf('PublishTime')).toHaveLength(1);
  });

  it('stores a revision that says where every open order is', async () => {
    await report(aCourierOnShift(), anOrderPlaced(), anOrderPlaced({ orderId: 'o2', requirements: ['age_check'] }));
    await settle();

    const revision = await ports.revisions.get('north', 1, 1);

    expect(revision?.plan.routes.map((route) => route.stops.map((stop) => stop.kind))).toEqual([['pickup', 'dropoff']]);
    expect(revision?.plan.unassigned).toEqual([{ orderId: 'o2', reason: 'SKILL' }]);
    expect(revision?.solve).toMatchObject({ rung: 'search', policy: { policyId: 'default', version: 1 } });
  });

  it('acknowledges a request whose facts another cycle has seen, without a claim', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    await settle();

    const outcome = await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: null }, unhurried);

    expect(outcome.kind).toBe('covered');
    expect((await head()).claims).toBe(1);
  });

  it('writes no revision when nothing has changed, but notes that it looked', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    await settle();
    ports.clock.advance(60);

    const outcome = await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: AT }, unhurried);

    expect(outcome.kind).toBe('unchanged');
    expect(await head()).toMatchObject({ revision: 1, plannedAt: AT + 60 });
  });

  it('releases what has come due in a quiet minute without another search', async () => {
    // Ready in an hour: the courier sets out in time for that, and is told shortly before.
    await report(aCourierOnShift(), anOrderPlaced({ readyAt: AT + 3600 }));
    await settle();
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'open' });
    ports.clock.advance(3600);

    const outcome = await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: AT }, unhurried);

    expect(outcome).toMatchObject({ kind: 'committed', rung: 'repair' });
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'offered', courierId: 'c1' });
  });

  it('does not count as seen what happens after the facts were read', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const list = ports.orders.list.bind(ports.orders);
    ports.orders.list = async (zoneId) => {
      const seen = await list(zoneId);
      ports.orders.list = list;
      await report(anOrderPlaced({ orderId: 'late' }));
      return seen;
    };

    const first = await runNextCycle(ports);

    expect(first?.kind).toBe('committed');
    expect(await head()).toMatchObject({ want: 2, covered: 1 });
    expect(await settle()).toEqual(['committed']);
    expect(await head()).toMatchObject({ want: 2, covered: 2 });
  });

  it('lets the slower of two writers lose, which then plans anew on what the faster one left', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const put = ports.revisions.put.bind(ports.revisions);
    ports.revisions.put = async (...args) => {
      ports.revisions.put = put;
      await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: null }, unhurried);
      await put(...args);
    };

    await settle();

    expect(publishedOffers()).toEqual(['1 offer o1 applied']);
    expect(await head()).toMatchObject({ revision: 1, attempt: 2, publishedRev: 1, claims: 3 });
  });

  it('leaves the revision of a lost commit where nobody looks', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const commit = ports.heads.commit.bind(ports.heads);
    ports.heads.commit = async (wish) => {
      ports.heads.commit = commit;
      return commit({ ...wish, attempt: 99 });
    };

    await settle();

    expect((await head()).attempt).toBe(99);
  });

  it('publishes after a crash what was committed before it, once and before anything new', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const published = ports.heads.published.bind(ports.heads);
    ports.heads.published = async () => {
      throw new Unavailable('the table', { cause: new Error('throttled') });
    };
    await expect(runNextCycle(ports)).rejects.toThrow(Unavailable);
    ports.heads.published = published;
    expect(await head()).toMatchObject({ revision: 1, publishedRev: 0 });

    // The tick finds it without any event.
    ports.clock.set(AT - (AT % 60) + 120);
    const outcome = await reoptimize(ports, { zoneId: 'north', want: 1, dueBefore: null }, unhurried);

    expect(outcome.kind).toBe('unchanged');
    expect(await head()).toMatchObject({ revision: 1, publishedRev: 1 });
    expect(publishedOffers()).toEqual(['1 offer o1 applied']);
  });

  it('records facts under the kill switch, and leaves the plan as it is', async () => {
    await ports.settings.putZone(aZone({ killSwitch: true, configuredAt: AT }));
    await report(aCourierOnShift(), anOrderPlaced());

    expect(await settle()).toEqual(['stopped']);
    expect(await head()).toMatchObject({ revision: 0, covered: 1, plannedAt: AT });
  });

  it('never moves what a courier has accepted', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    await settle();
    await report(anOfferAccepted({ offerId: (await ports.orders.get('north', 'o1'))?.offerId ?? '' }));
    await report(aCourierOnShift({ courierId: 'nearer' }), anOrderPlaced({ orderId: 'o2' }));
    await settle();

    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'accepted', courierId: 'c1' });
    expect(publishedOffers().filter((text) => text.includes('withdraw'))).toEqual([]);
  });

  it('takes an offer back that nobody answered, and makes another', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    await settle();
    ports.clock.advance(121);
    await report(aCourierOnShift({ courierId: 'c2' }, AT + 121));

    await settle();

    expect(publishedOffers().slice(0, 2)).toEqual(['1 offer o1 applied', '2 withdraw o1 applied']);
  });

  it('passes a store that does not answer on to the queue', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    ports.orders.list = async () => {
      throw new Unavailable('the table', { cause: new Error('throttled') });
    };

    await expect(runNextCycle(ports)).rejects.toThrow('the table is unavailable');
  });

  it('archives what has been over for ten minutes', async () => {
    await report(anOrderPlaced(), { ...cancelled, at: AT });
    await settle();
    ports.clock.advance(599);
    await report({ ...cancelled, eventId: 'again' });
    await settle();
    const before = await ports.orders.get('north', 'o1');
    ports.clock.advance(1);
    await report({ ...cancelled, eventId: 'once more' });
    await settle();

    expect(before).not.toBeNull();
    expect(await ports.orders.get('north', 'o1')).toBeNull();
    expect(await ports.orders.getArchived('o1')).toMatchObject({ stage: 'cancelled' });
  });
});

const cancelled = {
  type: 'order_cancelled',
  eventId: 'x',
  zoneId: 'north',
  at: AT,
  orderId: 'o1',
  reason: 'changed my mind',
} as const;

describe('a zone that keeps failing', () => {
  const fail = () => {
    ports.travel.matrix = async () => {
      throw new Error('a place at the end of the world');
    };
  };
  const again = () => reoptimize(ports, { zoneId: 'north', want: 99, dueBefore: null }, unhurried);

  it('keeps its plan, waits, and is quarantined from the fifth failure on', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    fail();

    const kinds = [];
    for (let i = 0; i < 6; i++) kinds.push((await again()).kind);

    // The fifth claim tries nothing; the sixth request finds the zone in quarantine.
    expect(kinds).toEqual(['failed', 'failed', 'failed', 'failed', 'quarantined', 'quarantined']);
    expect(await head()).toMatchObject({ attempts: 5, retryAt: AT + 300, revision: 0 });
    expect(ports.telemetry.entries('incident')).toHaveLength(5);
  });

  it('comes back by the tick when the fault is gone', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const heal = ports.travel.matrix;
    fail();
    for (let i = 0; i < 5; i++) await again();
    await settle();
    ports.travel.matrix = heal;
    ports.clock.set(AT - (AT % 60) + 360);

    await tickMinute(ports, ports.clock.now());

    expect(await settle()).toEqual(['committed']);
    expect(await head()).toMatchObject({ attempts: 0, revision: 1 });
  });

  it('stops nobody else', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    fail();
    await again();
    ports.travel.matrix = memoryPorts().travel.matrix;
    await ports.settings.putZone(aZone({ zoneId: 'south' }));
    await ports.settings.putStore(aStore({ zoneId: 'south', location: place(5) }));
    await ingestEvent(ports, { ...anOrderPlaced({ orderId: 's1' }), zoneId: 'south' });
    await wakeZone(ports, 'south');

    expect(await reoptimize(ports, { zoneId: 'south', want: 1, dueBefore: null }, unhurried)).toMatchObject({
      kind: 'committed',
    });
  });
});

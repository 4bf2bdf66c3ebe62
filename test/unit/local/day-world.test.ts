// Kills a small world before every line of its journal, and lives it again up to there.
import { describe, expect, it } from 'vitest';
import { DayWorld } from '../../../functions/local/kept-day/day-world.ts';
import type { Entry } from '../../../functions/local/kept-day/entry.ts';
import type { ChangeMessage } from '../../../shared/domain/change.ts';
import { generateCity } from '../../../shared/sim/city.ts';
import type { Emission } from '../../../shared/sim/world.ts';

const SEED = 3;
const day = generateCity({ zoneId: 'demo', startAt: Date.UTC(2026, 0, 5) / 1000, seed: SEED, orders: 12, couriers: 4 });

/** What was noted, and of each line: how the world was before it, and what the queues may not have had. */
interface Life {
  readonly entries: readonly Entry[];
  readonly before: readonly { readonly log: string; readonly untaken: Emission }[];
}

/** Offers each order to a courier as soon as it is placed, until the world has nothing left to do. */
function live(): Life {
  const entries: Entry[] = [];
  const before: Life['before'][number][] = [];
  let untaken: Emission = { events: [], positions: [] };
  const world: DayWorld = new DayWorld(day, SEED, [], (entry) => {
    before.push({ log: JSON.stringify(world.log), untaken });
    entries.push(JSON.parse(JSON.stringify(entry)));
    if (entry.kind === 'taken') untaken = { events: [], positions: [] };
  });
  const emitted = ({ events, positions }: Emission): void => {
    untaken = { events: [...untaken.events, ...events], positions: [...untaken.positions, ...positions] };
  };
  for (let at: number | null = day.fromAt; at !== null; at = world.nextAt()) {
    emitted(world.advance(at));
    const offers = untaken.events.flatMap((event) => (event.type === 'order_placed' ? [offerOf(event.order)] : []));
    world.taken(untaken);
    for (const offer of offers) {
      emitted(world.receive(offer, at));
      world.taken(untaken);
    }
  }
  before.push({ log: JSON.stringify(world.log), untaken });
  return { entries, before };
}

let revision = 0;
function offerOf({ orderId, storeId }: { readonly orderId: string; readonly storeId: string }): ChangeMessage {
  revision += 1;
  const courierId = day.couriers[revision % day.couriers.length]?.courier.courierId ?? '';
  const times = { departAt: 0, pickupAt: 0, dropoffAt: 0 };
  const place = { index: 0, sequence: 0, size: 1, orderVersion: 1, outcome: 'applied' } as const;
  const change = { kind: 'offer', orderId, courierId, offerId: `f${revision}`, storeId, ...place, ...times } as const;
  return { kind: 'plan_changes', zoneId: day.zoneId, revision, chunk: 0, changes: [change] };
}

describe('the world of a day that is kept', () => {
  const { entries, before } = live();

  it('has a life in which all kinds of lines occur, and orders are delivered', () => {
    const kinds = new Set(entries.map(({ kind }) => kind));

    expect(kinds).toEqual(new Set(['moment', 'taken', 'change']));
    expect(before.at(-1)?.log).toContain('"kind":"dropoff"');
  });

  it('is the same again after an end before any line, and emits again what was not taken', () => {
    for (let cut = 1; cut <= entries.length; cut++) {
      const again = new DayWorld(day, SEED, entries.slice(0, cut));

      expect(JSON.stringify(again.log)).toBe(before[cut]?.log);
      expect(again.standing?.untaken).toEqual(before[cut]?.untaken);
    }
  });

  it('knows where the clock went last, and since when nothing had come to rest', () => {
    const [first, second, third] = entries.flatMap((entry) => (entry.kind === 'moment' ? [entry.at] : []));
    const upTo = (at: number | undefined) =>
      entries.slice(0, 1 + entries.findIndex((entry) => entry.kind === 'moment' && entry.at === at));

    expect(new DayWorld(day, SEED).standing).toBeNull();
    expect(new DayWorld(day, SEED, upTo(first)).standing).toMatchObject({ at: first, restedAt: day.fromAt });
    expect(new DayWorld(day, SEED, upTo(third)).standing).toMatchObject({ at: third, restedAt: second });
  });

  it('takes a message that comes a second time as one', () => {
    const index = entries.findIndex(({ kind }) => kind === 'change');
    const twice = entries.slice(0, index + 1).concat(entries.slice(index, index + 1));

    const once = new DayWorld(day, SEED, entries.slice(0, index + 1));
    const again = new DayWorld(day, SEED, twice);

    expect(again.log).toEqual(once.log);
    expect(again.standing?.untaken).toEqual(once.standing?.untaken);
  });

  it('refuses a journal of a world that lived differently', () => {
    expect(
      () => new DayWorld(day, SEED + 1, [...entries.slice(0, 1), { kind: 'taken', events: 0, positions: 7 }]),
    ).toThrow(/^KEPT_DAY_DIVERGED/);
  });
});

import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../shared/app/errors.ts';
import type { ZoneHead } from '../../../shared/app/ports.ts';
import { slotsFor, tickBeat, tickMinute, wakeReason } from '../../../shared/app/tick.ts';
import { AT, aZone } from '../../support/builders.ts';
import { memoryPorts, waitingRequests } from '../../support/memory-ports.ts';

const MINUTE = AT - (AT % 60) + 60;

const aHead = (changes: Partial<ZoneHead> = {}): ZoneHead => ({
  zoneId: 'north',
  revision: 3,
  attempt: 5,
  publishedRev: 3,
  publishedChunk: 0,
  want: 7,
  covered: 7,
  claims: 5,
  attempts: 0,
  claimedAt: MINUTE - 10,
  plannedAt: MINUTE - 10,
  retryAt: 0,
  frozen: false,
  frozenAt: 0,
  ...changes,
});

describe('wakeReason', () => {
  it('leaves a zone alone whose plan is young and published', () => {
    expect(wakeReason(aZone(), aHead(), MINUTE)).toBeNull();
  });

  it('finds a plan that is as old as the cadence', () => {
    expect(wakeReason(aZone({ cadenceSec: 60 }), aHead({ plannedAt: MINUTE - 60 }), MINUTE)).toBe('cadence');
    expect(wakeReason(aZone({ cadenceSec: 60 }), aHead({ plannedAt: MINUTE - 59 }), MINUTE)).toBeNull();
  });

  it('finds a revision that a crash left unpublished', () => {
    expect(wakeReason(aZone(), aHead({ publishedRev: 2 }), MINUTE)).toBe('unpublished');
  });

  it('finds a wake-up that got lost, but gives a running solve two boxes of patience', () => {
    const zone = aZone({ timeBoxMs: 10_000 });

    // Two boxes of ten seconds: nothing was claimed or planned for 21 seconds, or for 20.
    const lost = aHead({ want: 8, claimedAt: MINUTE - 21, plannedAt: MINUTE - 30 });
    const running = aHead({ want: 8, claimedAt: MINUTE - 20, plannedAt: MINUTE - 30 });

    expect(wakeReason(zone, lost, MINUTE)).toBe('lost_wake_up');
    expect(wakeReason(zone, running, MINUTE)).toBeNull();
  });

  it('leaves a frozen zone alone, but lets it tell what it has committed', () => {
    const due = { frozen: true, want: 8, plannedAt: MINUTE - 9000, claimedAt: MINUTE - 9000 };

    expect(wakeReason(aZone(), aHead(due), MINUTE)).toBeNull();
    expect(wakeReason(aZone(), aHead({ ...due, publishedRev: 2 }), MINUTE)).toBe('unpublished');
  });

  it('waits until a zone that failed may be tried again', () => {
    const head = aHead({ publishedRev: 2, retryAt: MINUTE + 1 });

    expect(wakeReason(aZone(), head, MINUTE)).toBeNull();
    expect(wakeReason(aZone(), head, MINUTE + 1)).toBe('unpublished');
  });
});

describe('slotsFor', () => {
  it('needs one part of the minute for a few zones of a minute', () => {
    expect(slotsFor([])).toBe(1);
    expect(slotsFor([aZone({ cadenceSec: 60 }), aZone({ cadenceSec: 300 })])).toBe(1);
  });

  it('cuts the minute for a short cadence, at most into twelve', () => {
    expect(slotsFor([aZone({ cadenceSec: 60 }), aZone({ cadenceSec: 15 })])).toBe(4);
    expect(slotsFor([aZone({ cadenceSec: 1 })])).toBe(12);
  });

  it('cuts the minute when zones are many', () => {
    // 60 zones at 25 a part make 3 parts.
    expect(slotsFor(Array.from({ length: 60 }, () => aZone()))).toBe(3);
  });
});

describe('tick', () => {
  it('asks for a re-plan of a due zone under an id that is not the claims', async () => {
    const ports = memoryPorts(MINUTE);
    await ports.settings.putZone(aZone());
    await ports.heads.want('north');

    await tickMinute(ports, MINUTE);

    expect(ports.outbox.replan.messages().map((message) => message.deduplicationId)).toEqual([`t:north:${MINUTE}`]);
    expect(waitingRequests(ports)).toEqual([{ zoneId: 'north', want: 1, dueBefore: MINUTE - 60 }]);
  });

  it('passes over a zone that no event has touched', async () => {
    const ports = memoryPorts(MINUTE);
    await ports.settings.putZone(aZone());

    await tickMinute(ports, MINUTE);

    expect(waitingRequests(ports)).toEqual([]);
  });

  it('looks at every zone in exactly one part of the minute', async () => {
    const ports = memoryPorts(MINUTE);
    const zones = Array.from({ length: 60 }, (_, i) => `zone-${i}`);
    for (const zoneId of zones) {
      await ports.settings.putZone(aZone({ zoneId }));
      await ports.heads.want(zoneId);
    }

    for (const slot of [0, 1, 2]) await tickBeat(ports, { minuteAt: MINUTE, slot, slots: 3 });

    expect(
      waitingRequests(ports)
        .map(({ zoneId }) => zoneId)
        .sort(),
    ).toEqual([...zones].sort());
  });

  it('looks at a fast zone in each part, through beats that are spread over the minute', async () => {
    const ports = memoryPorts(MINUTE);
    await ports.settings.putZone(aZone({ cadenceSec: 15 }));
    await ports.heads.want('north');

    await tickMinute(ports, MINUTE);
    const beats = [];
    for (const offset of [15, 30, 45]) {
      ports.clock.set(MINUTE + offset);
      for (let beat = ports.outbox.beats.take(); beat; beat = ports.outbox.beats.take()) beats.push(beat);
    }

    expect(beats).toEqual([1, 2, 3].map((slot) => ({ minuteAt: MINUTE, slot, slots: 4 })));
  });

  it('reports the age of each plan and how long it is overdue, with a line when that is long', async () => {
    const ports = memoryPorts(MINUTE);
    for (const [zoneId, ageSec] of [
      ['fresh', 20],
      ['due', 61],
      ['old', 900],
    ] as const) {
      await ports.settings.putZone(aZone({ zoneId, group: 'centre' }));
      await ports.heads.want(zoneId);
      await ports.heads.cover(zoneId, 0, 1, MINUTE - ageSec);
    }

    await tickMinute(ports, MINUTE);

    expect([...ports.telemetry.valuesOf('PlanAge')].sort()).toEqual([20, 61, 900]);
    expect([...ports.telemetry.valuesOf('PlanOverdue')].sort()).toEqual([0, 1, 840]);
    expect(ports.telemetry.entries('warn').map(({ message, fields }) => [message, fields])).toEqual([
      ['a plan is overdue', { zoneId: 'old', group: 'centre', ageSec: 900, overdueSec: 840 }],
    ]);
  });

  it('does not call the plan of a zone old that was stopped, or was never planned', async () => {
    const ports = memoryPorts(MINUTE);
    for (const zoneId of ['frozen', 'killed', 'new']) {
      await ports.settings.putZone(aZone({ zoneId, killSwitch: zoneId === 'killed' }));
      await ports.heads.want(zoneId);
      if (zoneId !== 'new') await ports.heads.cover(zoneId, 0, 1, MINUTE - 9000);
    }
    await ports.heads.freeze('frozen', true, MINUTE);

    await tickMinute(ports, MINUTE);

    expect(ports.telemetry.valuesOf('PlanAge')).toEqual([]);
  });

  it('asks once when the schedule fires twice', async () => {
    const ports = memoryPorts(MINUTE);
    await ports.settings.putZone(aZone());
    await ports.heads.want('north');

    await tickMinute(ports, MINUTE);
    await tickMinute(ports, MINUTE);

    expect(waitingRequests(ports)).toHaveLength(1);
  });
});

describe('a zone that cannot be looked at', () => {
  const portsWith = (failure: Error) => {
    const ports = memoryPorts(MINUTE);
    const { heads } = ports;
    const read = heads.get.bind(heads);
    heads.get = (zoneId) => (zoneId === 'broken' ? Promise.reject(failure) : read(zoneId));
    return ports;
  };

  it.each([
    ['a record that nobody can read', new Error('item Z#broken / HEAD has record version 2'), false],
    ['a store that does not answer', new Unavailable('the table', { cause: null }), true],
  ])('stops nobody else: %s', async (_why, failure, comesAgain) => {
    const ports = portsWith(failure);
    for (const zoneId of ['broken', 'north']) await ports.settings.ensureZone(zoneId);
    await ports.heads.want('north');

    const ticked = tickBeat(ports, { minuteAt: MINUTE, slot: 0, slots: 1 }).then(
      () => 'done',
      () => 'again',
    );

    expect(await ticked).toBe(comesAgain ? 'again' : 'done');
    expect(waitingRequests(ports).map(({ zoneId }) => zoneId)).toEqual(['north']);
    expect(ports.telemetry.entries('incident').map(({ fields }) => fields.zoneId)).toEqual(
      comesAgain ? [] : ['broken'],
    );
  });
});

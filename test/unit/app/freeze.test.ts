// The kill switch and the staged rollout, from the event to the next plan.
import { beforeEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../shared/app/errors.ts';
import { ingestEvent, wakeZone } from '../../../shared/app/ingest.ts';
import { reoptimize } from '../../../shared/app/reoptimize.ts';
import { tickMinute } from '../../../shared/app/tick.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { AT, aPolicy, aStore, aZone } from '../../support/builders.ts';
import {
  type MemoryPorts,
  memoryPorts,
  runNextCycle,
  sentChanges,
  unhurried,
  waitingRequests,
} from '../../support/memory-ports.ts';
import { aCourierOnShift, anOfferAccepted, anOrderPlaced } from '../../support/zone-events.ts';

let ports: MemoryPorts;

const report = async (...events: DomainEvent[]): Promise<void> => {
  for (const event of events) await ingestEvent(ports, event);
  await wakeZone(ports, 'north');
};

const settle = async (): Promise<(string | undefined)[]> => {
  const kinds = [];
  for (let outcome = await runNextCycle(ports); outcome; outcome = await runNextCycle(ports)) kinds.push(outcome.kind);
  return kinds;
};

const frozen = (on: boolean, at: number): DomainEvent => ({
  type: 'zone_frozen',
  eventId: `frozen-${on}-${at}`,
  zoneId: 'north',
  at,
  frozen: on,
});

beforeEach(async () => {
  ports = memoryPorts();
  await ports.settings.putZone(aZone());
  await ports.settings.putStore(aStore());
});

describe('a frozen zone', () => {
  it('records facts, answers to offers among them, and plans nothing', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    await settle();
    await report(frozen(true, AT));

    const offerId = (await ports.orders.get('north', 'o1'))?.offerId ?? '';
    await report(anOrderPlaced({ orderId: 'o2' }), anOfferAccepted({ offerId }));

    expect(await settle()).toEqual(['stopped']);
    expect(await ports.orders.get('north', 'o1')).toMatchObject({ stage: 'accepted', courierId: 'c1' });
    expect(await ports.orders.get('north', 'o2')).toMatchObject({ stage: 'open' });
    expect(await ports.heads.get('north')).toMatchObject({ revision: 1, frozen: true });
    expect(sentChanges(ports)).toHaveLength(1);
  });

  it('plans at once when it is let go, what came in meanwhile included', async () => {
    await report(frozen(true, AT), aCourierOnShift(), anOrderPlaced());
    await settle();
    await report(anOrderPlaced({ orderId: 'o2' }));
    await settle();

    await report(frozen(false, AT + 1));

    expect(await settle()).toEqual(['committed']);
    expect((await ports.revisions.get('north', 1, 3))?.plan.routes[0]?.stops).toHaveLength(3);
  });

  it('stops a cycle that was already searching from committing', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const put = ports.revisions.put.bind(ports.revisions);
    ports.revisions.put = async (...args) => {
      await ingestEvent(ports, frozen(true, AT));
      await put(...args);
    };

    expect(await settle()).toEqual(['stopped']);
    expect(await ports.heads.get('north')).toMatchObject({ revision: 0, frozen: true });
    expect(sentChanges(ports)).toEqual([]);
  });

  it('still tells all of the revision that was committed before', async () => {
    await report(aCourierOnShift(), anOrderPlaced());
    const publish = ports.outbox.publish.bind(ports.outbox);
    ports.outbox.publish = async () => {
      throw new Unavailable('the changes queue', { cause: new Error('throttled') });
    };
    await expect(runNextCycle(ports)).rejects.toThrow(Unavailable);
    ports.outbox.publish = publish;
    expect(await ports.heads.get('north')).toMatchObject({ revision: 1, publishedRev: 0 });

    await report(frozen(true, AT));
    const outcome = await reoptimize(ports, { zoneId: 'north', want: 99, dueBefore: null }, unhurried);

    expect(outcome.kind).toBe('stopped');
    expect(await ports.heads.get('north')).toMatchObject({ revision: 1, publishedRev: 1 });
    expect(sentChanges(ports)).toMatchObject([{ revision: 1, changes: [{ kind: 'offer', outcome: 'applied' }] }]);
  });

  it('is not woken by the clock', async () => {
    await report(aCourierOnShift(), frozen(true, AT));
    await settle();
    ports.clock.advance(3600);

    await tickMinute(ports, ports.clock.now());

    expect(waitingRequests(ports)).toEqual([]);
  });

  it('stays frozen when its settings are sent anew', async () => {
    await report(frozen(true, AT));
    const { zoneId, configuredAt: _, ...zone } = aZone({ cadenceSec: 15 });
    await report({ type: 'zone_configured', eventId: 'z2', zoneId, at: AT + 5, zone });

    expect(await settle()).toEqual(['stopped']);
  });
});

describe('a rollout', () => {
  const dinner = (version: number) => ({ ...aPolicy(), policyId: 'dinner', version });
  const rollout = (percent: number, at: number): DomainEvent => ({
    type: 'policy_rollout_set',
    eventId: `rollout-${at}`,
    zoneId: 'north',
    at,
    rollout: { policyId: 'dinner', from: 1, to: 2, percent },
  });
  /** What the minute's cycle plans by. */
  const nextVersion = async (): Promise<number | undefined> => {
    const head = await ports.heads.get('north');
    ports.clock.advance(60);
    await reoptimize(ports, { zoneId: 'north', want: 0, dueBefore: ports.clock.now() }, unhurried);
    const planned = ports.telemetry.entries('info').filter(({ message }) => message === 'planned');
    expect((await ports.heads.get('north'))?.claims).toBe((head?.claims ?? 0) + 1);
    return (planned.at(-1)?.fields.policy as { readonly version: number } | undefined)?.version;
  };

  it('reaches a zone that follows it with its next cycle, which the log names, and leaves it as soon', async () => {
    for (const version of [1, 2]) await ports.settings.putPolicy(dinner(version));
    await ports.settings.putZone(aZone({ policy: { policyId: 'dinner', version: 1, rollout: true }, configuredAt: 1 }));
    await report(aCourierOnShift(), anOrderPlaced({ readyAt: AT + 7200, promiseBy: AT + 9000 }));
    await settle();

    expect(await nextVersion()).toBe(1);
    await ingestEvent(ports, rollout(100, AT + 60));
    expect(await nextVersion()).toBe(2);
    await ingestEvent(ports, rollout(0, AT + 120));
    expect(await nextVersion()).toBe(1);
  });

  it('is refused while a version that it names is not there', async () => {
    await ports.settings.putPolicy(dinner(1));

    const outcome = await ingestEvent(ports, rollout(10, AT));

    expect(outcome).toMatchObject({ kind: 'refused', fault: { code: 'POLICY_UNKNOWN' } });
    expect(outcome.kind === 'refused' && outcome.fault.cause).toBe('policy dinner has no version 2');
    expect(await ports.settings.getRollout('dinner')).toBeNull();
  });
});

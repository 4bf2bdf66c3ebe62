// Hostile but valid facts through ingest, planning and publishing, on ports in memory and real travel: a cycle never
// fails, every open order is in the plan, and what goes out is what consumers and our own borders can read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJsonText } from '../../shared/adapters/sqs/message-text.ts';
import { parseEventRecord, parseReplanRecord } from '../../shared/adapters/sqs/parse-record.ts';
import { TravelProvider } from '../../shared/adapters/travel/travel-times.ts';
import { ingestEvent, wakeZone } from '../../shared/app/ingest.ts';
import { isClosed } from '../../shared/domain/order.ts';
import { AT } from '../support/builders.ts';
import { aHostileZone } from '../support/hostile-zones.ts';
import { type MemoryPorts, memoryPorts, runNextCycle, sentChanges } from '../support/memory-ports.ts';

const MAX_MESSAGE_BYTES = 200_000;

async function ingestAll(ports: MemoryPorts, zoneId: string, bodies: readonly object[]): Promise<void> {
  for (const body of bodies) {
    const parsed = parseEventRecord(JSON.stringify(body));
    expect(parsed).toMatchObject({ ok: true });
    if (parsed.ok) expect((await ingestEvent(ports, parsed.value)).kind).not.toBe('refused');
  }
  await wakeZone(ports, zoneId);
}

async function cycleOf(ports: MemoryPorts, zoneId: string) {
  for (const { body } of ports.outbox.replan.messages()) expect(parseReplanRecord(toJsonText(body)).ok).toBe(true);
  const outcome = await runNextCycle(ports);
  const incidents = ports.telemetry.entries('incident');
  expect(incidents).toEqual([]);
  expect(['committed', 'unchanged']).toContain(outcome?.kind);
  await expectEveryOpenOrder(ports, zoneId);
}

async function planOf(ports: MemoryPorts, zoneId: string) {
  const head = await ports.heads.get(zoneId);
  return head === null ? null : ports.revisions.get(zoneId, head.revision, head.attempt);
}

async function expectEveryOpenOrder(ports: MemoryPorts, zoneId: string): Promise<void> {
  const plan = (await planOf(ports, zoneId))?.plan;
  const assigned = plan?.routes.flatMap(({ batches }) => batches.flatMap(({ orderIds }) => orderIds)) ?? [];
  const unassigned = plan?.unassigned.map(({ orderId }) => orderId) ?? [];
  const open = (await ports.orders.list(zoneId)).filter((order) => !isClosed(order)).map(({ orderId }) => orderId);
  expect([...assigned, ...unassigned].sort()).toEqual(open.sort());
  for (const { reason } of plan?.unassigned ?? []) expect(reason).toMatch(/^[A-Z_]+$/);
  expect(Number.isFinite(plan?.cost.total)).toBe(true);
}

/** Every courier agrees to what it is offered, with the ids that came. */
function acceptsOf(ports: MemoryPorts, zoneId: string): readonly object[] {
  const offers = sentChanges(ports).flatMap((message) =>
    message.kind === 'plan_changes' ? message.changes.filter(({ kind }) => kind === 'offer') : [],
  );
  return offers.flatMap((offer, i) =>
    offer.kind === 'offer'
      ? [
          {
            type: 'offer_accepted',
            eventId: `accepted-${i}`,
            zoneId,
            at: AT,
            courierId: offer.courierId,
            offerId: offer.offerId,
            orderIds: [offer.orderId],
          },
        ]
      : [],
  );
}

describe('a zone of hostile but valid facts', () => {
  test('is planned whole in every cycle', async () => {
    await fc.assert(
      fc.asyncProperty(aHostileZone(), async ({ zoneId, events, later }) => {
        const ports = memoryPorts();
        Object.assign(ports, { travel: new TravelProvider(ports.telemetry) });
        await ingestAll(ports, zoneId, events);
        await cycleOf(ports, zoneId);
        const accepts = acceptsOf(ports, zoneId);
        ports.clock.advance(10);
        await ingestAll(ports, zoneId, accepts);
        await cycleOf(ports, zoneId);
        ports.clock.advance(10);
        await ingestAll(ports, zoneId, later);
        await cycleOf(ports, zoneId);
        ports.clock.advance(86_400);
        await wakeZone(ports, zoneId);
        await cycleOf(ports, zoneId);
        for (const message of sentChanges(ports))
          expect(Buffer.byteLength(toJsonText(message))).toBeLessThan(MAX_MESSAGE_BYTES);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

// Handlers of zones: settings, stores, kill switch, positions, events in bulk, and all that there is to see.
import type { zoneRoutes } from '../../../shared/adapters/http/routes/zones.ts';
import { parseEvent } from '../../../shared/adapters/schema/parse.ts';
import { ingestEvent, wakeZone } from '../../../shared/app/ingest.ts';
import type { WriteOutcome } from '../../../shared/app/ports.ts';
import { readLive, readZone, type ZoneSeen } from '../../../shared/app/read-zone.ts';
import { replaceFrozen, replaceSettings } from '../../../shared/app/replace-settings.ts';
import { reportPositions } from '../../../shared/app/report-positions.ts';
import type { ZoneConfigured, ZoneFrozen } from '../../../shared/domain/event.ts';
import { compareText } from '../../../shared/kernel/compare-text.ts';
import { type ApiParts, type Call, done, type Handlers, problem, type Reply } from '../call.ts';
import { etagOf, names } from '../etag.ts';
import { pageOf } from '../page.ts';
import { answerWritten, happened, type Written, written } from '../record.ts';
import { zoneUnknown } from '../unknown.ts';
import { liveView, zoneView } from '../views.ts';

export const zoneHandlers: Handlers<typeof zoneRoutes> = {
  'GET /v1/zones': async ({ ports }, { query }) => {
    const zones = await ports.settings.listZones();
    const { items, next } = pageOf(
      [...zones].sort((a, b) => compareText(a.zoneId, b.zoneId)),
      ({ zoneId }) => zoneId,
      query,
    );
    return done({ zones: [...items], next });
  },

  'GET /v1/zones/{zoneId}': async ({ ports }, { params }) => {
    const zone = await readZone(ports, params.zoneId);
    if (zone === null) return zoneUnknown(params.zoneId);
    const view = zoneView(zone);
    return done(view, etagOf(view));
  },

  'PUT /v1/zones/{zoneId}': async (parts, call) => {
    const { at: _, ...zone } = call.body;
    const event: ZoneConfigured = {
      ...happened(parts, call),
      zoneId: call.params.zoneId,
      type: 'zone_configured',
      zone,
    };
    return call.ifMatch === null
      ? answerWritten(parts.ports, event)
      : ifUnchanged(parts, call, event, ({ settings }) => replaceSettings(parts.ports, event, settings));
  },

  'PUT /v1/zones/{zoneId}/frozen': async (parts, call) => {
    const { frozen } = call.body;
    const event: ZoneFrozen = { ...happened(parts, call), zoneId: call.params.zoneId, type: 'zone_frozen', frozen };
    return call.ifMatch === null
      ? answerWritten(parts.ports, event)
      : ifUnchanged(parts, call, event, ({ head }) =>
          replaceFrozen(parts.ports, event, head ?? { frozen: false, frozenAt: 0 }),
        );
  },

  'GET /v1/zones/{zoneId}/live': async ({ ports }, { params }) => {
    const zone = await readLive(ports, params.zoneId);
    if (zone === null) return zoneUnknown(params.zoneId);
    const view = liveView(zone);
    // Time goes on while nothing happens: it is no part of the state.
    return done({ ...view, at: ports.clock.now() }, etagOf(view));
  },

  'GET /v1/zones/{zoneId}/stores': async ({ ports }, { params }) => {
    if ((await readZone(ports, params.zoneId)) === null) return zoneUnknown(params.zoneId);
    return done({ stores: [...(await ports.settings.listStores(params.zoneId))] });
  },

  'PUT /v1/zones/{zoneId}/stores/{storeId}': async (parts, call) => {
    const { zoneId, storeId } = call.params;
    const { at: _, ...settings } = call.body;
    const event = {
      ...happened(parts, call),
      zoneId,
      type: 'store_configured',
      store: { ...settings, storeId },
    } as const;
    return answerWritten(parts.ports, event);
  },

  'POST /v1/zones/{zoneId}/positions': async ({ ports }, { params, body }) => {
    const at = ports.clock.now();
    const positions = body.positions.map((position) => ({ at, ...position }));
    await reportPositions(ports, { zoneId: params.zoneId, positions });
    return done({ positions: positions.length, at });
  },

  'POST /v1/zones/{zoneId}/events': async ({ ports }, { params: { zoneId }, body }) => {
    const outcomes = [];
    for (const [index, sent] of body.events.entries()) outcomes.push(await recordSent(ports, zoneId, index, sent));
    if (outcomes.some(({ outcome }) => outcome !== 'refused')) await wakeZone(ports, zoneId);
    return done({ outcomes });
  },
};

/** One conditional write on what was read, if that is what the caller has read. */
async function ifUnchanged(
  { ports }: ApiParts,
  { ifMatch }: Pick<Call<never>, 'ifMatch'>,
  event: ZoneConfigured | ZoneFrozen,
  replace: (zone: ZoneSeen) => Promise<WriteOutcome>,
): Promise<Reply<Written>> {
  const zone = await readZone(ports, event.zoneId);
  const isSame = zone !== null && ifMatch !== null && names(ifMatch, etagOf(zoneView(zone)));
  if (!isSame || (await replace(zone)) === 'conflict')
    return problem(
      'PRECONDITION_FAILED',
      `zone ${event.zoneId} is not as the ETag in If-Match says`,
      'Read the zone again, look at what has changed, and send what is to be with its new ETag.',
    );
  await wakeZone(ports, event.zoneId);
  return done(written({ kind: 'applied' }, event));
}

/** Judged and recorded on its own, so that one that is wrong does not keep the others out. */
async function recordSent(
  ports: ApiParts['ports'],
  zoneId: string,
  index: number,
  sent: Readonly<Record<string, unknown>>,
) {
  const parsed = parseEvent({ zoneId, ...sent });
  const refused = (faults: readonly { code: string; cause: string; action: string }[]) => ({
    index,
    eventId: typeof sent.eventId === 'string' ? sent.eventId : null,
    type: parsed.ok ? parsed.value.type : null,
    outcome: 'refused' as const,
    faults: [...faults],
  });
  if (!parsed.ok) return refused(parsed.error);
  const event = parsed.value;
  if (event.zoneId !== zoneId) return refused([otherZone(event.zoneId, zoneId)]);
  const outcome = await ingestEvent(ports, event);
  if (outcome.kind === 'refused') return refused([outcome.fault]);
  return { index, eventId: event.eventId, type: event.type, outcome: outcome.kind, faults: [] };
}

const otherZone = (found: string, zoneId: string) => ({
  code: 'ZONE_DIFFERENT',
  cause: `the event is of zone ${found}, and was sent to zone ${zoneId}`,
  action: 'Send it to the events of its own zone, or leave out zoneId.',
});

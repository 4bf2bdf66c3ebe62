// The tick: once a minute, and in parts of it where a cadence is short or zones are many, it asks for a re-plan of each
// zone that is due, and repairs what a crash left: a wake-up that got lost, a revision that is not published
// (docs/architecture.md).
import type { ZoneSettings } from '../domain/zone.ts';
import { hash32 } from '../kernel/random.ts';
import type { EpochSeconds, Seconds } from '../kernel/units.ts';
import { Unavailable } from './errors.ts';
import type { Beat, ReplanRequest, ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

type TickPorts = Pick<Ports, 'clock' | 'settings' | 'heads' | 'outbox' | 'telemetry'>;

const MINUTE_SEC = 60;
/** Zones that one beat may be asked to look at before the minute is cut into more parts. */
const ZONES_A_BEAT = 25;
const MAX_SLOTS = 12;
/** Heads read side by side. */
const CONCURRENT_READS = 25;
/** A wake-up younger than this may still be on its way. */
const MIN_WAKE_UP_SEC = 10;
/** From here on a plan that is overdue is worth a line in the log: later than a tick, a queue and a solve explain. */
const OVERDUE_SEC: Seconds = 120;

/** The schedule's minute: sends the beats of its later parts, then does the first part itself. */
export async function tickMinute(ports: TickPorts, minuteAt: EpochSeconds): Promise<void> {
  const zones = await ports.settings.listZones();
  const slots = slotsFor(zones);
  const lateSec = Math.max(0, ports.clock.now() - minuteAt);
  for (let slot = 1; slot < slots; slot++) {
    const delaySec = Math.max(0, slotOffset(slot, slots) - lateSec);
    await ports.outbox.sendBeat({ minuteAt, slot, slots }, delaySec);
  }
  await wakeDueZones(ports, zones, { minuteAt, slot: 0, slots });
}

/** One part of a minute. A beat sends no beats, so a lost one costs its slot and nothing else. */
export async function tickBeat(ports: TickPorts, beat: Beat): Promise<void> {
  await wakeDueZones(ports, await ports.settings.listZones(), beat);
}

/** Parts of a minute: enough for the shortest cadence, and for no beat to be crowded. 1 to 12. */
export function slotsFor(zones: readonly ZoneSettings[]): number {
  const shortest = Math.min(MINUTE_SEC, ...zones.map((zone) => zone.cadenceSec));
  const slots = Math.max(Math.ceil(MINUTE_SEC / shortest), Math.ceil(zones.length / ZONES_A_BEAT), 1);
  return Math.min(slots, MAX_SLOTS);
}

/** Why a zone needs a re-plan at `at`; null when it does not. */
export function wakeReason(
  zone: ZoneSettings,
  head: ZoneHead,
  at: EpochSeconds,
): 'unpublished' | 'lost_wake_up' | 'cadence' | null {
  if (head.retryAt > at) return null;
  if (head.publishedRev < head.revision) return 'unpublished';
  if (head.frozen) return null;
  if (head.want > head.covered && at - Math.max(head.claimedAt, head.plannedAt) > patience(zone)) return 'lost_wake_up';
  if (at - head.plannedAt >= zone.cadenceSec) return 'cadence';
  return null;
}

/** Two time boxes: a running solve and the one that is queued behind it are no reason for repair. */
const patience = (zone: ZoneSettings): number => Math.max(MIN_WAKE_UP_SEC, Math.ceil((2 * zone.timeBoxMs) / 1000));

const slotOffset = (slot: number, slots: number): number => Math.floor((slot * MINUTE_SEC) / slots);

/** A zone with a cadence of a minute or more has one slot of its own, by hash; a faster one is looked at in all. */
const isInSlot = (zone: ZoneSettings, { slot, slots }: Beat): boolean =>
  zone.cadenceSec < MINUTE_SEC || hash32(zone.zoneId) % slots === slot;

async function wakeDueZones(ports: TickPorts, zones: readonly ZoneSettings[], beat: Beat): Promise<void> {
  const at = beat.minuteAt + slotOffset(beat.slot, beat.slots);
  const candidates = zones.filter((zone) => isInSlot(zone, beat));
  const failures: unknown[] = [];
  let requested = 0;
  for (let from = 0; from < candidates.length; from += CONCURRENT_READS) {
    const some = candidates.slice(from, from + CONCURRENT_READS);
    const looks = await Promise.allSettled(some.map((zone) => lookAt(ports, zone, at)));
    requested += looks.filter((look) => look.status === 'fulfilled' && look.value).length;
    failures.push(...looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : [])));
  }
  ports.telemetry.metric('ReplansRequested', requested);
  // The slot is done again: what was asked for in it has its de-duplication id already.
  const transient = failures.find((error) => error instanceof Unavailable);
  if (transient !== undefined) throw transient;
}

const lookAt = (ports: TickPorts, zone: ZoneSettings, at: EpochSeconds): Promise<boolean> =>
  ports.telemetry.within({ zoneId: zone.zoneId, group: zone.group ?? null }, async () => {
    try {
      const head = await ports.heads.get(zone.zoneId);
      if (head === null) return false;
      reportAge(ports, zone, head, at);
      return await wakeIfDue(ports, zone, head, at);
    } catch (error) {
      if (!(error instanceof Unavailable))
        ports.telemetry.incident('the tick cannot look at a zone; the others go on', { zoneId: zone.zoneId, error });
      throw error;
    }
  });

/** Measured here and not in the cycle, so that it is told also when no cycle runs. A zone that was stopped is left out. */
function reportAge({ telemetry }: TickPorts, zone: ZoneSettings, head: ZoneHead, at: EpochSeconds): void {
  if (head.plannedAt === 0 || head.frozen || zone.killSwitch) return;
  const ageSec = Math.max(0, at - head.plannedAt);
  const overdueSec = Math.max(0, ageSec - zone.cadenceSec);
  telemetry.metric('PlanAge', ageSec, 'Seconds');
  telemetry.metric('PlanOverdue', overdueSec, 'Seconds');
  if (overdueSec > OVERDUE_SEC) telemetry.warn('a plan is overdue', { zoneId: zone.zoneId, ageSec, overdueSec });
}

async function wakeIfDue(ports: TickPorts, zone: ZoneSettings, head: ZoneHead, at: EpochSeconds): Promise<boolean> {
  const reason = wakeReason(zone, head, at);
  if (reason === null) return false;
  if (reason !== 'cadence') {
    ports.telemetry.metric('WakeUpsRepaired', 1);
    ports.telemetry.warn('the tick repairs a zone', { zoneId: zone.zoneId, reason });
  }
  const request: ReplanRequest = { zoneId: zone.zoneId, want: head.want, dueBefore: Math.max(0, at - zone.cadenceSec) };
  // Not the claims: this id must get through where a wake-up of the same claim went to the dead letters.
  await ports.outbox.requestReplan(request, `t:${zone.zoneId}:${at}`);
  return true;
}

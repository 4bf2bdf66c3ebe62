// `operate freeze ZONE` and `operate unfreeze ZONE`: the kill switch of one zone, without its other settings.
import type { Command } from 'commander';
import type { Fault } from '../../../shared/app/ports.ts';
import type { ZoneId } from '../../../shared/kernel/ids.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { newEventId, nowSeconds, type OperatedStack } from './operated-stack.ts';
import { type Reported, report, type StackFlags, stackCommand } from './stack-command.ts';
import { until } from './until.ts';

const MOST_NAMED = 10;

export const freezeCommand = (name: 'freeze' | 'unfreeze'): Command =>
  stackCommand(name)
    .description(
      name === 'freeze'
        ? 'stops the planner in a zone: facts are recorded, the plan stays as it is'
        : 'lets the planner go on in a zone, at once',
    )
    .argument('<zone>', 'the id of the zone')
    .action((zone: ZoneId, flags: StackFlags) => report(flags, (stack) => setFrozen(stack, zone, name === 'freeze')));

/** Sends the event, then waits until the zone's head says so. */
export async function setFrozen(
  stack: OperatedStack,
  zoneId: ZoneId,
  frozen: boolean,
  patienceMs?: number,
): Promise<Reported> {
  if ((await stack.settings.getZone(zoneId)) === null) return err([await unknownZone(stack, zoneId)]);
  const event = { type: 'zone_frozen', eventId: newEventId(), zoneId, at: nowSeconds(), frozen } as const;
  const sent = await stack.send(event, zoneId);
  if (!sent.ok) return sent;
  const head = await until(
    () => stack.heads.get(zoneId),
    (now) => now?.frozen === frozen,
    patienceMs,
  );
  if (head === null)
    return ok({ text: `${zoneId}: sent, but its head does not say so yet. Is ingest working?`, isDone: false });
  const text = frozen
    ? `${zoneId} is frozen: its plan stays at revision ${head?.revision}; facts are recorded.`
    : `${zoneId} is not frozen any more: it is planned at once, from revision ${head?.revision} on.`;
  return ok({ text, isDone: true });
}

/** A misspelt id would come to life as a zone. */
async function unknownZone(stack: OperatedStack, zoneId: ZoneId): Promise<Fault> {
  const zones = (await stack.settings.listZones()).map((zone) => zone.zoneId);
  const some = zones.slice(0, MOST_NAMED).join(', ') + (zones.length > MOST_NAMED ? ', ...' : '');
  return { code: 'ZONE_UNKNOWN', cause: `there is no zone ${zoneId}`, action: `Name one of ${zones.length}: ${some}.` };
}

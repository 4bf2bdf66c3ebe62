// Settings and the kill switch, changed only if nobody else has changed them since they were read: each is one conditional
// write on its item. Moments only go forward, so a later word without a condition is not passed over. Moments are
// whole seconds: settings without a condition that come in the very second of those that were read are not noticed.
import type { ZoneConfigured, ZoneFrozen } from '../domain/event.ts';
import type { ZoneSettings } from '../domain/zone.ts';
import { believedMoment } from './believed-moment.ts';
import type { WriteOutcome, ZoneHead } from './ports.ts';
import type { Ports } from './use-case-ports.ts';

/** @param stored the settings as they were read */
export function replaceSettings(ports: Ports, event: ZoneConfigured, stored: ZoneSettings): Promise<WriteOutcome> {
  const configuredAt = Math.max(believedMoment(event.at, ports.clock), stored.configuredAt + 1);
  return ports.settings.replaceZone({ ...event.zone, zoneId: event.zoneId, configuredAt }, stored.configuredAt);
}

/** @param stored the switch as it was read */
export function replaceFrozen(
  ports: Ports,
  event: ZoneFrozen,
  stored: Pick<ZoneHead, 'frozen' | 'frozenAt'>,
): Promise<WriteOutcome> {
  const at = Math.max(believedMoment(event.at, ports.clock), stored.frozenAt);
  return ports.heads.freezeIf(event.zoneId, event.frozen, at, stored);
}

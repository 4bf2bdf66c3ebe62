// A what-if question to a zone as it is now.
import type { UnansweredReason, WhatIfAnswer, WhatIfQuestion } from '../domain/what-if.ts';
import type { ZoneId } from '../kernel/ids.ts';
import { err, type Result } from '../kernel/result.ts';
import { loadZone } from './snapshot.ts';
import type { Ports } from './use-case-ports.ts';
import { whatIf } from './what-if.ts';

/** Throws `Unavailable` when a store or the travel times are not to be had. */
export async function askZone(
  ports: Ports,
  zoneId: ZoneId,
  question: WhatIfQuestion,
): Promise<Result<WhatIfAnswer, UnansweredReason | 'ZONE_UNKNOWN'>> {
  const head = await ports.heads.get(zoneId);
  if (head === null) return err('ZONE_UNKNOWN');
  const { snapshot } = await loadZone(ports, head, ports.clock.now());
  return whatIf(ports, snapshot, question);
}

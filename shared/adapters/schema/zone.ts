// Zone settings and the travel model in them.
import * as z from 'zod';
import type { TravelMode } from '../../domain/courier.ts';
import type { ZoneConfigured } from '../../domain/event.ts';
import type { TravelModel, ZoneSettings } from '../../domain/zone.ts';
import { groupName, id, optional, version, whole } from './fields.ts';
import { recordOf } from './shape.ts';

type ModelOf<K extends TravelModel['kind']> = Extract<TravelModel, { kind: K }>;

const speedKmh = whole(1, 200);

const greatCircle = recordOf<ModelOf<'great_circle'>>()({
  kind: z.literal('great_circle'),
  circuityPct: whole(100, 1000),
  speedKmh: recordOf<Record<TravelMode, number>>()({ car: speedKmh, bike: speedKmh, foot: speedKmh }),
});

const planar = recordOf<ModelOf<'planar'>>()({
  kind: z.literal('planar'),
  metersPerMinute: whole(1, 100_000),
  roundUpToSec: whole(1, 3600),
});

const matrix = recordOf<ModelOf<'matrix'>>()({
  kind: z.literal('matrix'),
  url: z.string().max(1000).refine(isWebAddress, { error: 'is not an address that begins with http:// or https://' }),
  timeoutMs: whole(1, 30_000),
  fallback: greatCircle,
});

const travel = z.discriminatedUnion('kind', [greatCircle, planar, matrix]) satisfies z.ZodType<TravelModel>;

export const zoneSettings = recordOf<ZoneConfigured['zone']>()({
  policy: recordOf<ZoneSettings['policy']>()({ policyId: id, version, rollout: optional(z.boolean()) }),
  cadenceSec: whole(10, 3600),
  timeBoxMs: whole(10, 60_000),
  travel,
  killSwitch: z.boolean(),
  group: optional(groupName),
});

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

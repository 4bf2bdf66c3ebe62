// The other messages that come in: positions in bulk, re-plan requests, beats.
import * as z from 'zod';
import type { Beat, ReplanRequest } from '../../app/ports.ts';
import type { PositionsReported } from '../../domain/event.ts';
import { epochSeconds, id, whole } from './fields.ts';
import { reportedPosition } from './records.ts';
import { recordOf } from './shape.ts';

/** A thousand positions are about 130 KB, and a second or two of writing. */
const MAX_POSITIONS = 1000;
const MAX_SLOTS = 12;

export const positionsReported: z.ZodType<PositionsReported> = recordOf<PositionsReported>()({
  zoneId: id,
  positions: z.array(reportedPosition).max(MAX_POSITIONS),
});

export const replanRequest: z.ZodType<ReplanRequest> = recordOf<ReplanRequest>()({
  zoneId: id,
  want: whole(0, Number.MAX_SAFE_INTEGER),
  dueBefore: epochSeconds.nullable(),
});

export const beat: z.ZodType<Beat> = recordOf<Beat>()({
  minuteAt: epochSeconds,
  slot: whole(0, MAX_SLOTS - 1),
  slots: whole(1, MAX_SLOTS),
}).refine(({ slot, slots }) => slot < slots, { path: ['slot'], error: 'is not below slots' });

// What a write answers: whether it had an effect, under which event id, and what is there now.
import * as z from 'zod';
import { EVENT_TYPES } from '../../schema/event.ts';
import { faultAnswer } from '../problems.ts';
import { moment, orderAnswer, text } from './records.ts';

const outcome = z.enum(['applied', 'ignored']).meta({
  description: 'ignored: a repetition, or overtaken by a later fact; nothing was left to do.',
});

export const writtenAnswer = z.strictObject({ outcome, eventId: text, at: moment });

export const orderWritten = writtenAnswer.extend({ order: orderAnswer });

/** `refused`: orders of the offer that are not the courier's any more. */
export const offerAnswered = writtenAnswer.extend({ orderIds: z.array(text), refused: z.array(text) });

export const positionsWritten = z.strictObject({ positions: z.int(), at: moment });

export const eventsWritten = z.strictObject({
  outcomes: z.array(
    z.strictObject({
      index: z.int(),
      eventId: text.nullable(),
      type: z.enum(EVENT_TYPES as readonly [string, ...string[]]).nullable(),
      outcome: z.enum(['applied', 'ignored', 'refused']),
      faults: z.array(faultAnswer),
    }),
  ),
});

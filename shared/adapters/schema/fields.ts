// The fields that records are made of, each with its range. Ranges are wide: they keep out what would break arithmetic
// in 32-bit integers or the keys of the table, not what is unusual.
import * as z from 'zod';

export const whole = (min: number, max: number): z.ZodType<number> => z.int().min(min).max(max);

/** A field that may be left out. What is sent is a value: `undefined` and `null` are not the same as leaving it out. */
export const optional = <T>(field: z.ZodType<T>): z.ZodExactOptional<z.ZodType<T>> => z.exactOptional(field);

/** Ids become keys of the table: no `#`, which joins them, no control characters, and nothing that UTF-8 cannot carry. */
const KEY_TEXT = /^[^#\p{Cc}\uFFFE\uFFFF]*$/u;

const keyText = (maxLength: number): z.ZodType<string> =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => KEY_TEXT.test(text) && text.isWellFormed(), {
      error: 'has a #, a control character or half a character',
    });

/** 1 to 128 characters. */
export const id = keyText(128);
/** The planner makes them: a zone's id, a revision and a count. */
export const offerId = keyText(160);
/** A skill or a requirement, such as `age_check`. */
export const skill = keyText(64);
export const skills = z.array(skill).max(20);

/** A zone group: a value of a metric's dimension. */
export const groupName: z.ZodType<string> = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, {
  error: 'is not a name of 1 to 32 lower-case letters, digits and dashes',
});

/** A producer's own words. */
export const freeText: z.ZodType<string> = z
  .string()
  .max(500)
  .refine((text) => text.isWellFormed(), { error: 'has half a character' });

/** Years 1970 to 2099. */
export const epochSeconds = whole(0, 4_102_444_800);
/** A duration of at most a day. */
export const seconds = whole(0, 86_400);
/** Money in minor units: over the longest shift still within 32 bits. */
export const cents = whole(0, 10_000_000);
/** Counts from 1. */
export const version = whole(1, 1_000_000_000);

// Schemas that cannot drift from the domain's types: the compiler refuses a shape that misses a field of the record, has
// one too many, or reads a field as another type.
import * as z from 'zod';

/** A field that a record may leave out is one that its schema may leave out, and the other way round. */
type ShapeOf<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? z.ZodExactOptional<z.ZodType<Exclude<T[K], undefined>>>
    : z.ZodType<T[K]>;
};
type NoOthers<S, T> = { readonly [K in Exclude<keyof S, keyof T>]: never };

/** `recordOf<T>()(shape)`: an object with exactly the fields of T; unknown keys are faults. */
export const recordOf =
  <T extends object>() =>
  <S extends ShapeOf<T>>(shape: S & NoOthers<S, T>): z.ZodObject<S, z.core.$strict> =>
    z.strictObject<S>(shape);

/** As `recordOf`, with every field optional. */
export const partialOf =
  <T extends object>() =>
  <S extends ShapeOf<T>>(shape: S & NoOthers<S, T>): z.ZodType<Partial<T>> =>
    z.strictObject<S>(shape).partial() as unknown as z.ZodType<Partial<T>>;

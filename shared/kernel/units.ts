// Units as types. A flavour is a number that remembers its unit: plain literals are accepted, but seconds
// cannot be handed over where metres are asked for. Everything is an integer.

declare const unit: unique symbol;
type Flavoured<U extends string> = number & { readonly [unit]?: U };

/** A duration in whole seconds. */
export type Seconds = Flavoured<'seconds'>;
/** A moment: whole seconds since 1970-01-01T00:00:00Z. */
export type EpochSeconds = Flavoured<'epochSeconds'>;
/** A duration in milliseconds, of the wall clock (time boxes, latencies). */
export type Milliseconds = Flavoured<'milliseconds'>;
/** A distance in whole metres. */
export type Meters = Flavoured<'meters'>;
/** Money in minor units of the zone's currency. */
export type Cents = Flavoured<'cents'>;
/** Cost in the objective's own unit; the policy's weights are the exchange rates into it. */
export type Points = Flavoured<'points'>;
/** A latitude or longitude in millionths of a degree; metres north or east in a planar zone. */
export type MicroDegrees = Flavoured<'microDegrees'>;

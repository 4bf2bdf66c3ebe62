// What may go wrong with a call of an AWS client, and how often. Where several are due at once the first one is injected.

export const FAULT_KINDS = [
  /** The instance of the function ends in the middle of the call; whether the call was applied is a coin's toss. */
  'crash',
  /** No attempt of the call gets an answer; whether it was applied is a coin's toss. */
  'timeOut',
  /** A batch is taken by half, rounded down; the rest comes back as unprocessed. */
  'partialBatch',
  /** The call is applied, and the connection breaks before its answer: the SDK tries again and meets its own write. */
  'sentAgain',
  /** The service answers that it is busy; the call is not applied. */
  'throttle',
  /** The service answers that it has failed; the call is not applied. */
  'serverError',
  /** The call takes longer, up to MAX_SLOW_MS. */
  'slow',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** One call in so many has the fault, attempts of the SDK counted; batches alone count for what only a batch can have. */
export type FaultRates = Readonly<Record<FaultKind, number>>;

export interface Faults {
  readonly seed: number;
  readonly rates: FaultRates;
}

/** In real milliseconds. */
export const MAX_SLOW_MS = 200;

export const FAULT_RATES: FaultRates = {
  crash: 400,
  timeOut: 300,
  partialBatch: 4,
  sentAgain: 25,
  throttle: 50,
  serverError: 50,
  slow: 30,
};

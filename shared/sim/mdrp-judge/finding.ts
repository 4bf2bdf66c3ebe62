// What the judge can find in the files of a Grubhub-format day, one code a rule.

export const JUDGE_CODES = [
  /** A line that cannot be read. */
  'FORMAT',
  /** A courier, an order or a place that the day does not have. */
  'UNKNOWN_NAME',
  /** Two files, or two lines of one, tell different stories. */
  'FILES_DISAGREE',
  /** An order that no file mentions and nobody has owned up to. */
  'ORDER_MISSING',
  'ASSIGNED_BEFORE_PLACED',
  /** An order is assigned twice, or carried out by somebody else or in another sequence than assigned. */
  'COMMITMENT_CHANGED',
  'TWO_RESTAURANTS',
  /** A pickup before the last drop of the bundle before. */
  'INTERLEAVED',
  'PICKUP_BEFORE_ASSIGNMENT',
  'PICKUP_BEFORE_READY',
  'PICKUP_AFTER_SHIFT',
  'WORK_BEFORE_SHIFT',
  'MOVE_BEFORE_ASSIGNMENT',
  /** A move that leads to no next stop; under the published rules an idle courier may go to a restaurant. */
  'MOVE_UNASSIGNED',
  /** A stop that no move leads to. */
  'MOVE_MISSING',
  /** A courier leaves from where it is not, or while it is on its way. */
  'TWO_PLACES',
  'TOO_FAST',
  'SERVICE_CUT_SHORT',
] as const;
export type JudgeCode = (typeof JUDGE_CODES)[number];

export interface JudgeFinding {
  readonly file: string;
  /** From 1; 0: of the file as a whole. */
  readonly line: number;
  readonly code: JudgeCode;
  /** With the names and the numbers. */
  readonly cause: string;
}

/** Takes down a finding about one line. */
export type Note = (line: number, code: JudgeCode, cause: string) => void;

export const noteIn =
  (findings: JudgeFinding[], file: string): Note =>
  (line, code, cause) =>
    void findings.push({ file, line, code, cause });

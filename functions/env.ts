// Names of the environment variables that functions read, shared with the stack that sets them.

export const ENV = {
  table: 'TABLE_NAME',
  replanQueue: 'REPLAN_QUEUE_URL',
  changesQueue: 'CHANGES_QUEUE_URL',
  beatsQueue: 'BEATS_QUEUE_URL',
  /** Where the function parks what it can never process. */
  deadLetterQueue: 'DEAD_LETTER_QUEUE_URL',
  /** Where solves are kept for replay; not set: nowhere. */
  solvesBucket: 'SOLVES_BUCKET_NAME',
  /** How many in a hundred of them, beside those that went wrong. */
  archivePercent: 'ARCHIVE_SOLVES_PERCENT',
  /** Zone groups that metrics tell apart, with commas between; empty: none. */
  zoneGroups: 'ZONE_GROUPS',
} as const;

export type EnvName = (typeof ENV)[keyof typeof ENV];

/** The value of a variable that the stack must have set. Throws with code, cause and action when it has not. */
export function requireEnv(name: EnvName): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `ENV_MISSING: environment variable ${name} is not set. Deploy the function by the stack, or set it by hand.`,
  );
}

/** Where the functions' metrics go; the stack's alarms look there. */
export const METRICS_NAMESPACE = 'Rebatch';

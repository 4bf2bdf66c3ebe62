// Settings of a stage. They come from the CDK context (cdk deploy -c stage=prod -c alarmEmail=ops@example.org); what is
// not said takes the stage's default. All faults of a context are reported at once.

import { ContextReader, type ReadContext } from './context-reader.ts';

export interface Settings {
  /** Part of the stack's name and of the queues' names. Default: dev. */
  readonly stage: string;
  /** What happens to table and logs when the stack is removed. Default: destroy; prod: retain, and no removal by accident. */
  readonly removal: 'destroy' | 'retain';
  /** Days that log lines are kept. Default: 7; prod: 90. */
  readonly logRetentionDays: number;
  /** Memory of the re-optimizer in MB. Default: 1769, the least that gets a whole processor. */
  readonly reoptimizeMemoryMb: number;
  /** Time-out of the re-optimizer in seconds, and the upper bound of every time box. Default: 30. */
  readonly reoptimizeTimeoutSec: number;
  /** Functions of one kind at work at once: zones that are planned side by side. 2 to 1000. Default: 5; prod: 50. */
  readonly maximumConcurrency: number;
  /** Alarms on dead letters, age, errors and incidents. Default: off; prod: on. */
  readonly alarms: boolean;
  /** Who is told about alarms; null: they show in CloudWatch only. Default: null. */
  readonly alarmEmail: string | null;
  /**
   * How many in a hundred solves are kept for replay, beside those that went wrong; null: none at all, and no bucket. A solve
   * kept is a write of some 10 to 100 KB, 0.005 USD a thousand. Default: 100, as a new stage is there to be looked into;
   * prod: 5, enough to compare code and policies with, and a twentieth of the places of people.
   */
  readonly archivePercent: number | null;
  /** Days that solves are kept. They hold places of couriers and doors: no longer than somebody will look. Default: 7; prod: 30. */
  readonly archiveDays: number;
  /** Fewer of 100 orders on time in an hour are an alarm. 1 to 100. Default: 80. */
  readonly onTimePct: number;
  /** More USD for 1,000 orders, over six hours, are an alarm. 1 to 1000. Default: 2. */
  readonly costPerThousandUsd: number;
  /** A dashboard for the operator. Default: off; prod: on. */
  readonly dashboard: boolean;
  /** Zone groups that metrics tell apart, at most 20, with commas between: centre,harbour. Default: none. */
  readonly zoneGroups: readonly string[];
  /** New code takes a tenth of the work for five minutes, and goes back when it fails. Default: off; prod: on; needs alarms. */
  readonly canary: boolean;
  /** Whose tokens the HTTP API takes; null: calls are signed by AWS identities (IAM). Default: null. */
  readonly apiJwt: { readonly issuer: string; readonly audience: string } | null;
  /** The console behind CloudFront; it needs apiJwtIssuer, since a page cannot sign calls. Default: off. */
  readonly console: boolean;
  /** Calls of the HTTP API a second, 1 to 10,000. Default: 50; prod: 500. */
  readonly apiRatePerSec: number;
  /** Calls that may come at once, 1 to 5,000. Default: 100; prod: 1,000. */
  readonly apiBurst: number;
}

const PRODUCTION = 'prod';
/** Each group is billed as one more of every metric. */
const MAX_ZONE_GROUPS = 20;
/** The periods that CloudWatch Logs accepts, up to two years. */
const RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];

/** The settings that a context asks for. Throws `InvalidSettings` with every fault. */
export function readSettings(context: ReadContext): Settings {
  const reader = new ContextReader(context);
  const stage = reader.text('stage', 'dev', /^[a-z][a-z0-9-]{0,19}$/, 'a lower-case name of at most 20 characters');
  const isProduction = stage === PRODUCTION;
  const alarms = reader.switch('alarms', isProduction);
  const settings: Settings = {
    stage,
    removal: reader.oneOf('removal', ['destroy', 'retain'], isProduction ? 'retain' : 'destroy'),
    logRetentionDays: reader.number('logRetentionDays', isProduction ? 90 : 7, RETENTION_DAYS),
    reoptimizeMemoryMb: reader.integer('reoptimizeMemoryMb', 1769, 512, 10_240),
    reoptimizeTimeoutSec: reader.integer('reoptimizeTimeoutSec', 30, 10, 300),
    maximumConcurrency: reader.integer('maximumConcurrency', isProduction ? 50 : 5, 2, 1000),
    alarms,
    alarmEmail: reader.text('alarmEmail', null, /^[^@\s]+@[^@\s]+$/, 'an e-mail address'),
    archivePercent: readArchive(reader, isProduction ? '5' : 'all'),
    archiveDays: reader.integer('archiveDays', isProduction ? 30 : 7, 1, 365),
    onTimePct: reader.integer('onTimePct', 80, 1, 100),
    costPerThousandUsd: reader.integer('costPerThousandUsd', 2, 1, 1000),
    dashboard: reader.switch('dashboard', isProduction),
    zoneGroups: reader.names('zoneGroups', MAX_ZONE_GROUPS),
    canary: reader.switch('canary', isProduction && alarms),
    apiJwt: readJwt(reader),
    console: reader.switch('console', false),
    apiRatePerSec: reader.integer('apiRatePerSec', isProduction ? 500 : 50, 1, 10_000),
    apiBurst: reader.integer('apiBurst', isProduction ? 1000 : 100, 1, 5000),
  };
  if (settings.canary && !settings.alarms) reader.fault('canary', 'it is on but alarms are off', 'add -c alarms=on');
  if (settings.alarmEmail && !settings.alarms)
    reader.fault('alarmEmail', 'it is set but alarms are off', 'add -c alarms=on');
  if (settings.console && !settings.apiJwt)
    reader.fault(
      'console',
      'it is on but calls are signed (IAM), which a page cannot do',
      'add -c apiJwtIssuer=VALUE -c apiJwtAudience=VALUE',
    );
  reader.throwFaults();
  return settings;
}

function readJwt(reader: ContextReader): Settings['apiJwt'] {
  const issuer = reader.text('apiJwtIssuer', null, /^https:\/\/[^\s?#]+$/, 'the https address of an issuer');
  const audience = reader.text('apiJwtAudience', null, /^\S{1,200}$/, 'the audience that tokens have to name');
  if (issuer !== null && audience !== null) return { issuer, audience };
  if (issuer !== null)
    reader.fault('apiJwtAudience', 'it is missing', 'pass -c apiJwtAudience=VALUE with apiJwtIssuer');
  if (audience !== null)
    reader.fault('apiJwtIssuer', 'it is missing', 'pass -c apiJwtIssuer=VALUE with apiJwtAudience');
  return null;
}

function readArchive(reader: ContextReader, fallback: string): number | null {
  const wanted = 'off, all, or a percentage from 0 to 100';
  const word = reader.text('archiveSolves', fallback, /^(off|all|\d{1,2}|100)$/, wanted);
  if (word === 'off') return null;
  return word === 'all' ? 100 : Number(word);
}

/** Whether the rule packs are run at synthesis: they are, unless the context says nag=off. */
export function readNag(context: ReadContext): boolean {
  const reader = new ContextReader(context);
  const nag = reader.switch('nag', true);
  reader.throwFaults();
  return nag;
}

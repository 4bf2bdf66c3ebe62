// What the use cases need from the outside, and nothing more. Every port has a twin in memory and one on AWS, and one
// contract suite that both pass. Every decision that must be atomic is one conditional write on one item.
import type { ChangeMessage } from '../domain/change.ts';
import type { Courier, CourierPosition, TravelMode } from '../domain/courier.ts';
import type { KeptSolve, SolveName } from '../domain/kept-solve.ts';
import type { Location } from '../domain/location.ts';
import type { Order } from '../domain/order.ts';
import type { Policy } from '../domain/policy.ts';
import type { PolicyRollout } from '../domain/policy-rollout.ts';
import type { PlanRevision } from '../domain/revision.ts';
import type { Store } from '../domain/store.ts';
import type { TravelTable } from '../domain/travel.ts';
import type { TravelModel, ZoneSettings } from '../domain/zone.ts';
import type { CourierId, OrderId, PolicyId, StoreId, ZoneId } from '../kernel/ids.ts';
import type { EpochSeconds, Milliseconds, Seconds } from '../kernel/units.ts';

export interface Clock {
  /** The moment of business: the laptop may run it faster than real time. */
  now(): EpochSeconds;
  /** Real milliseconds since some start, never going back; for time boxes and latencies. */
  elapsedMs(): Milliseconds;
}

/**
 * A conditional write either happened or found another version: both are results. A condition that failed only because
 * this very write had come through before, its answer lost, counts as written: every write carries its identity.
 */
export type WriteOutcome = 'written' | 'conflict';

/** Order items of a zone, open and just closed; and the archive that keeps order ids unique over all zones. */
export interface OrderStore {
  /** Consistent read of the zone's item; null when there is none (never placed, or archived). */
  get(zoneId: ZoneId, orderId: OrderId): Promise<Order | null>;
  /** Consistent read of all items of the zone. */
  list(zoneId: ZoneId): Promise<readonly Order[]>;
  /** Writes `order` (whose version is one more) if the stored version is `expected`; null: if there is no item. */
  put(order: Order, expected: number | null): Promise<WriteOutcome>;
  /**
   * Claims the id for a zone, before the first put. `claimed` also when this zone claimed it before and the order is
   * not archived; `archived` when its life is over; `elsewhere` when another zone has it.
   */
  claimId(orderId: OrderId, zoneId: ZoneId): Promise<'claimed' | 'archived' | 'elsewhere'>;
  /** Copies a closed order into the archive, then deletes the zone's item if its version is still the same. */
  archive(order: Order): Promise<WriteOutcome>;
  /** The archived order; null while it is open or when it is unknown. */
  getArchived(orderId: OrderId): Promise<Order | null>;
}

export interface CourierStore {
  get(zoneId: ZoneId, courierId: CourierId): Promise<Courier | null>;
  list(zoneId: ZoneId): Promise<readonly Courier[]>;
  /** As `OrderStore.put`. */
  put(courier: Courier, expected: number | null): Promise<WriteOutcome>;
  /** Deletes a courier whose shift is long over, if its version is still the same; its position goes too. */
  remove(courier: Courier): Promise<WriteOutcome>;
  positions(zoneId: ZoneId): Promise<readonly CourierPosition[]>;
  /** Keeps each position that is newer than the stored one (`isNewerPosition`); the others are passed over. */
  putPositions(zoneId: ZoneId, positions: readonly CourierPosition[]): Promise<void>;
}

/** Settings: zones, stores, policies. The newer `configuredAt` wins; policies are written once a version. */
export interface SettingsStore {
  listZones(): Promise<readonly ZoneSettings[]>;
  getZone(zoneId: ZoneId): Promise<ZoneSettings | null>;
  putZone(zone: ZoneSettings): Promise<void>;
  /** Puts `zone`, which is newer, in the place of the settings of the moment `storedAt`; `conflict` when others are there. */
  replaceZone(zone: ZoneSettings, storedAt: EpochSeconds): Promise<WriteOutcome>;
  /** Writes the default settings of a zone that has none; nothing otherwise. */
  ensureZone(zoneId: ZoneId): Promise<void>;
  listStores(zoneId: ZoneId): Promise<readonly Store[]>;
  getStore(zoneId: ZoneId, storeId: StoreId): Promise<Store | null>;
  putStore(store: Store): Promise<void>;
  getPolicy(policyId: PolicyId, version: number): Promise<Policy | null>;
  /** `conflict` when this version exists with another content. */
  putPolicy(policy: Policy): Promise<WriteOutcome>;
  /** Null: the policy has none. */
  getRollout(policyId: PolicyId): Promise<PolicyRollout | null>;
  putRollout(rollout: PolicyRollout): Promise<void>;
}

/** One small item a zone: who may write, what is covered, what is published. */
export interface ZoneHead {
  readonly zoneId: ZoneId;
  /** The committed revision; 0 before the first. */
  readonly revision: number;
  /** The claim under which the committed revision was written. */
  readonly attempt: number;
  /** The last revision whose changes are all published. */
  readonly publishedRev: number;
  /** Chunks of revision `publishedRev + 1` that are published. */
  readonly publishedChunk: number;
  /** Counts wake-ups asked for. */
  readonly want: number;
  /** The largest `want` whose facts a finished cycle has seen. */
  readonly covered: number;
  /** Counts claims; never reset. */
  readonly claims: number;
  /** Claims since the last success. */
  readonly attempts: number;
  readonly claimedAt: EpochSeconds;
  readonly plannedAt: EpochSeconds;
  /** No tick before this. */
  readonly retryAt: EpochSeconds;
  /** The operator's kill switch: nothing is committed while it is on. */
  readonly frozen: boolean;
  /** The moment of the last word about it. */
  readonly frozenAt: EpochSeconds;
}

export interface HeadStore {
  /** Consistent; null before the first wake-up. */
  get(zoneId: ZoneId): Promise<ZoneHead | null>;
  /** Adds 1 to `want`, makes the head if there is none, and returns it as it is then. */
  want(zoneId: ZoneId): Promise<ZoneHead>;
  /** Adds 1 to `claims` and `attempts`, sets `claimedAt`, and returns the head as it is then. */
  claim(zoneId: ZoneId, at: EpochSeconds): Promise<ZoneHead>;
  /** Moves `revision` from n to n+1 if it is n, n is published whole and the zone is not frozen; resets `attempts`, `publishedChunk` and `retryAt`. */
  commit(commit: HeadCommit): Promise<WriteOutcome>;
  /**
   * A cycle that changed nothing: raises `covered` (never lowers it) and sets `plannedAt`; resets `attempts` and `retryAt`.
   * Only if the committed revision is still `revision`: another plan need not have seen the same facts.
   */
  cover(zoneId: ZoneId, revision: number, covered: number, plannedAt: EpochSeconds): Promise<WriteOutcome>;
  /** A cycle that failed: sets `retryAt` and nothing else, so that what was to be covered still is when it has come. */
  backOff(zoneId: ZoneId, retryAt: EpochSeconds): Promise<void>;
  /** Throws the kill switch, on or off, makes the head if there is none; a word older than the last one is passed over. */
  freeze(zoneId: ZoneId, frozen: boolean, at: EpochSeconds): Promise<void>;
  /** As `freeze`, if the switch still is as it was said at `stored.frozenAt`; `conflict` when there was another word. */
  freezeIf(
    zoneId: ZoneId,
    frozen: boolean,
    at: EpochSeconds,
    stored: Pick<ZoneHead, 'frozen' | 'frozenAt'>,
  ): Promise<WriteOutcome>;
  /** Notes that `chunks` chunks of `revision` are published, if that is more than noted; `last`: the revision is whole. */
  published(zoneId: ZoneId, revision: number, chunks: number, last: boolean): Promise<WriteOutcome>;
}

export interface HeadCommit {
  readonly zoneId: ZoneId;
  /** n: the revision that the new one follows. */
  readonly from: number;
  readonly attempt: number;
  readonly covered: number;
  readonly plannedAt: EpochSeconds;
  /** True: the revision has no change to publish, so `publishedRev` moves with `revision` in the same write. */
  readonly nothingToPublish: boolean;
}

/** Revisions are written before anybody looks, under (revision, attempt), and never changed. */
export interface RevisionStore {
  put(zoneId: ZoneId, revision: PlanRevision, expiresAt: EpochSeconds): Promise<void>;
  get(zoneId: ZoneId, revision: number, attempt: number): Promise<PlanRevision | null>;
}

/** Keeps solves for replay. No cycle reads them. */
export interface SolveArchive {
  /** Rejects when it takes longer than the limit, or the archive does not answer. */
  put(solve: KeptSolve, limitMs: Milliseconds): Promise<void>;
}

/** `revision` is the number that the plan got or would have got. Without an attempt: any. */
export type SolveWanted = Omit<SolveName, 'attempt'> & { readonly attempt?: number };

/** Finds what an archive has. */
export interface KeptSolves {
  /**
   * A solve as JSON text: it may be of other code, and is parsed at the border. Of several attempts at a revision the one
   * that was committed, else the newest. Null: it was not kept, or has expired.
   */
  find(wanted: SolveWanted): Promise<string | null>;
}

/** The archive, and which solves it gets. */
export interface SolveKeeping {
  readonly archive: SolveArchive;
  /** How many in a hundred solves are kept, 0 to 100, beside those that went wrong. */
  readonly percent: number;
  /** Which code this is. */
  readonly code: string;
}

/** A request to re-plan a zone. */
export interface ReplanRequest {
  readonly zoneId: ZoneId;
  /** The `want` that has to be covered. */
  readonly want: number;
  /** Set by the tick: a plan older than this is due. */
  readonly dueBefore: EpochSeconds | null;
}

/** Queues out. A send that returns has been taken by the queue. */
export interface Outbox {
  /** FIFO, group = zone. */
  requestReplan(request: ReplanRequest, deduplicationId: string): Promise<void>;
  /** FIFO, group = zone; one after the other. */
  publish(message: ChangeMessage, deduplicationId: string): Promise<void>;
  /** Standard queue; the tick of a later part of the minute, after a delay of 0 to 900 seconds. */
  sendBeat(beat: Beat, delaySec: Seconds): Promise<void>;
}

/** The minute is cut into `slots` equal parts; each zone is looked at in one of them, or in all if its cadence is shorter. */
export interface Beat {
  readonly minuteAt: EpochSeconds;
  /** 0 to slots - 1. */
  readonly slot: number;
  /** 1 to 12. */
  readonly slots: number;
}

/** Where a message goes that can never be processed: with its body as it came, and why. */
export interface DeadLetters {
  park(letter: DeadLetter): Promise<void>;
}

export interface DeadLetter {
  readonly body: string;
  /** The group it came in; null from a standard queue. */
  readonly group: string | null;
  readonly messageId: string;
  readonly faults: readonly Fault[];
}

/** What is wrong with an input, why, and what to do about it. */
export interface Fault {
  readonly code: string;
  readonly cause: string;
  readonly action: string;
}

/** Travel times and distances between all `places`, for the modes asked for. */
export interface TravelTimes {
  matrix(model: TravelModel, modes: readonly TravelMode[], places: readonly Location[]): Promise<TravelMatrix>;
}

export interface TravelMatrix extends TravelTable {
  readonly places: readonly Location[];
  /** Seconds, n*n row-major: [from * n + to]. */
  secondsOf(mode: TravelMode): Int32Array;
  /** Metres, n*n row-major: [from * n + to]. */
  metersOf(mode: TravelMode): Int32Array;
}

/** Which of many columns to choose, so that every row is covered as it must be: set partitioning and set packing. */
export interface SelectionProblem {
  readonly numRows: number;
  /** [row] true: exactly one chosen column covers it; false: one at most. */
  readonly isRequired: readonly boolean[];
  readonly columns: readonly SelectionColumn[];
  /** A sound choice, by index: where the answer begins, and what it has to beat. */
  readonly start: readonly number[];
}

export interface SelectionColumn {
  /** Any finite number. */
  readonly cost: number;
  /** What it covers, no row twice. */
  readonly rows: readonly number[];
}

/** Exact help beside the search: the cheapest choice of columns. Nobody has to have it. */
export interface RouteSelection {
  /**
   * The best choice found within the time, by index; null: none was found. It comes in time whatever happens inside, or
   * rejects when the solver fails. Callers verify what they get (`selectColumns`).
   */
  select(problem: SelectionProblem, limitMs: Milliseconds): Promise<readonly number[] | null>;
}

/** Metrics that the functions emit; docs/glossary.md defines each. */
export type MetricName =
  | 'EventsApplied'
  | 'EventsIgnored'
  | 'EventsRefused'
  | 'MessagesFailed'
  | 'CallsFailed'
  | 'PositionsReported'
  | 'OrdersPlaced'
  | 'DeliveredOnTime'
  | 'Lateness'
  | 'CycleTime'
  | 'ReadTime'
  | 'EncodeTime'
  | 'SearchTime'
  | 'CheckTime'
  | 'WriteTime'
  | 'PublishTime'
  | 'OpenOrders'
  | 'UnassignedOrders'
  | 'LongestWait'
  | 'PlanChanges'
  | 'ChangesVoided'
  | 'OffersTakenBack'
  | 'RevisionsCommitted'
  | 'RevisionsStale'
  | 'CheckViolations'
  | 'CyclesFailed'
  | 'ZonesQuarantined'
  | 'ReplansRequested'
  | 'ReplansCovered'
  | 'WakeUpsRepaired'
  | 'PlanAge'
  | 'PlanOverdue'
  | 'TravelFallbacks'
  | 'ReadUnits'
  | 'WriteUnits'
  | 'SolvesKept'
  | 'SolvesLost';

export type MetricUnitName = 'Count' | 'Milliseconds' | 'Seconds';

/** What is being worked on: it stands in each line that is logged meanwhile. */
export interface Subject {
  readonly messageId?: string;
  readonly zoneId?: ZoneId;
  /** The revision that a cycle is to make. */
  readonly revision?: number;
  /** The zone's group, by which metrics are divided; null: the zone has none. */
  readonly group?: string | null;
}

export interface Telemetry {
  /** Runs `work`; all that is said in it, by ports too, is about the subject, beside what is so already around. */
  within<T>(subject: Subject, work: () => Promise<T>): Promise<T>;
  /** Adds to the subject of the innermost `within` around, until that ends. Does nothing outside any. */
  about(subject: Subject): void;
  /** @param unit `Count` if left out */
  metric(name: MetricName, value: number, unit?: MetricUnitName): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Something that must not happen did; an operator has to look. */
  incident(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

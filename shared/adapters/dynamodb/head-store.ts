// The head of each zone: one small item, changed by updates only, each of them atomic. How old a wake-up is, the tick
// measures from `claimedAt` and `plannedAt`. The kill switch is here, so that one condition of a commit sees it.
//
// An ADD that the SDK sends again, because its answer got lost, counts twice. That is harmless: `want` and `claims` have
// to grow, not to be exact, and a claim too many only brings the greedy rung nearer.
import type { HeadCommit, HeadStore, WriteOutcome, ZoneHead } from '../../app/ports.ts';
import type { ZoneId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import type { EpochSeconds } from '../../kernel/units.ts';
import { headKey } from './keys.ts';
import { fromItem, type Item, RECORD_VERSION } from './marshal.ts';
import type { Table, Update } from './table.ts';

type Counter = Exclude<keyof ZoneHead, 'zoneId'>;
type Counters = Partial<Record<Counter, number>>;

interface Guard {
  readonly if: string;
  readonly values: Readonly<Record<string, number>>;
}

export class DynamoHeadStore implements HeadStore {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async get(zoneId: ZoneId): Promise<ZoneHead | null> {
    const item = await this.table.get(headKey(zoneId));
    return item === null ? null : toHead(zoneId, item);
  }

  want(zoneId: ZoneId): Promise<ZoneHead> {
    return this.count(zoneId, { add: ['want'], set: {} });
  }

  claim(zoneId: ZoneId, at: EpochSeconds): Promise<ZoneHead> {
    return this.count(zoneId, { add: ['claims', 'attempts'], set: { claimedAt: at } });
  }

  async commit({ zoneId, from, attempt, covered, plannedAt, nothingToPublish }: HeadCommit): Promise<WriteOutcome> {
    const next: Counters = {
      revision: from + 1,
      publishedRev: nothingToPublish ? from + 1 : from,
      attempt,
      covered,
      plannedAt,
      attempts: 0,
      publishedChunk: 0,
      retryAt: 0,
    };
    const isLast = `${isAt('revision', from)} AND ${isAt('publishedRev', from)} AND ${NOT_FROZEN}`;
    if (await this.set(zoneId, next, { if: isLast, values: { ':from': from, ':off': 0 } })) return 'written';
    const head = await this.get(zoneId);
    return head?.revision === from + 1 && head.attempt === attempt ? 'written' : 'conflict';
  }

  async cover(zoneId: ZoneId, revision: number, covered: number, plannedAt: EpochSeconds): Promise<WriteOutcome> {
    const isSame = isAt('revision', revision);
    const values = { ':from': revision };
    const others: Counters = { plannedAt, attempts: 0, retryAt: 0 };
    const done =
      (await this.set(zoneId, { ...others, covered }, { if: `(${COVERS_NO_MORE}) AND ${isSame}`, values })) ||
      (await this.set(zoneId, others, { if: isSame, values }));
    return done ? 'written' : 'conflict';
  }

  async backOff(zoneId: ZoneId, retryAt: EpochSeconds): Promise<void> {
    await this.set(zoneId, { retryAt }, null);
  }

  async freeze(zoneId: ZoneId, frozen: boolean, at: EpochSeconds): Promise<void> {
    await this.set(zoneId, { frozen: frozen ? 1 : 0, frozenAt: at }, { if: NOT_OVERTAKEN, values: {} });
  }

  async freezeIf(
    zoneId: ZoneId,
    frozen: boolean,
    at: EpochSeconds,
    stored: Pick<ZoneHead, 'frozen' | 'frozenAt'>,
  ): Promise<WriteOutcome> {
    const wasSwitched = stored.frozen ? '#frozen = :was' : '(attribute_not_exists(#frozen) OR #frozen = :was)';
    const wasSaidAt =
      stored.frozenAt === 0 ? '(attribute_not_exists(#frozenAt) OR #frozenAt = :saidAt)' : '#frozenAt = :saidAt';
    const done = await this.set(
      zoneId,
      { frozen: frozen ? 1 : 0, frozenAt: at },
      { if: `${wasSwitched} AND ${wasSaidAt}`, values: { ':was': stored.frozen ? 1 : 0, ':saidAt': stored.frozenAt } },
    );
    if (done) return 'written';
    const head = await this.get(zoneId);
    return head?.frozen === frozen && head.frozenAt === at ? 'written' : 'conflict';
  }

  async published(zoneId: ZoneId, revision: number, chunks: number, last: boolean): Promise<WriteOutcome> {
    const isNext = `${IS_REVISION} AND ${isAt('publishedRev', revision - 1)}`;
    const values = { ':revision': revision, ':from': revision - 1 };
    const done = last
      ? await this.set(zoneId, { publishedRev: revision, publishedChunk: 0 }, { if: isNext, values })
      : await this.set(
          zoneId,
          { publishedChunk: chunks },
          { if: `${isNext} AND ${IS_MORE_CHUNKS}`, values: { ...values, ':chunks': chunks } },
        );
    if (done) return 'written';
    const head = await this.get(zoneId);
    return head !== null && isNoted(head, revision, chunks, last) ? 'written' : 'conflict';
  }

  private async count(
    zoneId: ZoneId,
    { add, set }: { readonly add: readonly Counter[]; readonly set: Counters },
  ): Promise<ZoneHead> {
    const { update, names, values } = setting(set);
    const item = await this.table.update(headKey(zoneId), {
      update: `${update} ADD ${add.map((name) => `#${name} :one`).join(', ')}`,
      names: { ...names, ...namesOf(add) },
      values: { ...values, ':one': 1 },
    });
    invariant(item !== null, `an update without a condition failed on one, on the head of zone ${zoneId}`);
    return toHead(zoneId, item);
  }

  private async set(zoneId: ZoneId, counters: Counters, condition: Guard | null): Promise<boolean> {
    const { update, names, values } = setting(counters);
    const written = await this.table.update(headKey(zoneId), {
      update,
      names: { ...names, ...namesOf(COUNTERS.filter((name) => condition?.if.includes(`#${name}`))) },
      values: { ...values, ...condition?.values },
      ...(condition ? { if: condition.if } : {}),
    });
    return written !== null;
  }
}

const COUNTERS = [
  'revision',
  'attempt',
  'publishedRev',
  'publishedChunk',
  'want',
  'covered',
  'claims',
  'attempts',
  'claimedAt',
  'plannedAt',
  'retryAt',
  'frozen',
  'frozenAt',
] as const satisfies readonly Counter[];

const IS_REVISION = '#revision = :revision';
const IS_MORE_CHUNKS = '(attribute_not_exists(#publishedChunk) OR #publishedChunk < :chunks)';
const NOT_FROZEN = '(attribute_not_exists(#frozen) OR #frozen = :off)';
const NOT_OVERTAKEN = 'attribute_not_exists(#frozenAt) OR #frozenAt <= :frozenAt';
const COVERS_NO_MORE = 'attribute_not_exists(#covered) OR #covered <= :covered';

/** The counter has the value `:from`; a counter that was never set is 0. */
const isAt = (name: Counter, from: number): string =>
  from === 0 ? `(attribute_not_exists(#${name}) OR #${name} = :from)` : `#${name} = :from`;

const namesOf = (counters: readonly Counter[]): Record<string, string> =>
  Object.fromEntries(counters.map((name) => [`#${name}`, name]));

/** `SET #a = :a, ...` with the record version, and its names and values. */
function setting(counters: Counters): Required<Pick<Update, 'update' | 'names' | 'values'>> {
  const entries = Object.entries({ ...counters, v: RECORD_VERSION });
  return {
    update: `SET ${entries.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
  };
}

/** Exactly this was noted before: by an earlier try, or by another publisher of the same chunk. */
const isNoted = (head: ZoneHead, revision: number, chunks: number, last: boolean): boolean =>
  last ? head.publishedRev === revision : head.publishedRev === revision - 1 && head.publishedChunk === chunks;

function toHead(zoneId: ZoneId, item: Item): ZoneHead {
  const stored = fromItem<Counters>(item);
  const head = Object.fromEntries(COUNTERS.map((name) => [name, stored[name] ?? 0])) as Record<Counter, number>;
  return { zoneId, ...head, frozen: head.frozen === 1 };
}

// Watches every write of a zone's head and of its revisions: revisions only grow and never change, one follows another only
// when that one is published whole, and what is said to be covered is in the plan.

import type { TableWrite } from '../cloud/simulated-table.ts';
import type { Program } from '../scheduler.ts';
import { isOver, type OrderItem } from './order-watch.ts';
import { diffKey, type RevisionBook } from './revision-book.ts';
import type { Verdict } from './verdict.ts';

interface HeadItem {
  readonly revision: number;
  readonly attempt: number;
  readonly publishedRev: number;
  readonly want: number;
  readonly covered: number;
  readonly claims: number;
  /** 1: the zone is stopped. */
  readonly frozen: number;
}

const HEAD_KEY = /^Z#([^#]+) HEAD$/;
const CHUNK_KEY = /#R#/;

export interface HeadWatchParts {
  readonly verdict: Verdict;
  readonly revisions: RevisionBook;
  /** The orders that the zone's table holds now. */
  readonly ordersOf: (zoneId: string) => readonly OrderItem[];
  /** What was said of a change, `zone revision#index`. */
  readonly isSaid: (change: string) => boolean;
  /** A revision has just been committed. */
  readonly onCommit: (zoneId: string, revision: number, attempt: number, by: Program) => void;
}

export class HeadWatch {
  private readonly parts: HeadWatchParts;
  /** By `zone want`: the orders that were open when the wake-up was asked for. */
  private readonly openAtWant = new Map<string, readonly string[]>();

  /** By zone: what was wanted when it was let go on; later wake-ups make up for what was covered without a plan. */
  private readonly wantAtThaw = new Map<string, number>();

  constructor(parts: HeadWatchParts) {
    this.parts = parts;
  }

  wrote({ key, before, after }: TableWrite, by: Program): void {
    if (CHUNK_KEY.test(key) && before !== null && after !== null && before.digest !== after.digest)
      this.parts.verdict.broken(4, `the revision under ${key} was written over`);
    const zoneId = HEAD_KEY.exec(key)?.[1];
    if (zoneId !== undefined && after !== null) this.moved(zoneId, headOf(before), headOf(after), by);
  }

  /** The order's placing is done with, so the wake-ups so far are to cover it. */
  acknowledged(zoneId: string, orderId: string, item: TableWrite['after']): void {
    const head = headOf(item);
    const key = `${zoneId} ${head.want}`;
    this.openAtWant.set(key, [...(this.openAtWant.get(key) ?? []), orderId]);
    if (head.covered >= head.want) this.judgeCover(zoneId, head);
  }

  private moved(zoneId: string, was: HeadItem, is: HeadItem, by: Program): void {
    if (is.want !== was.want) this.openAtWant.set(`${zoneId} ${is.want}`, this.openIn(zoneId));
    if (was.frozen === 1 && is.frozen !== 1) this.wantAtThaw.set(zoneId, is.want);
    this.judgeGrowth(zoneId, was, is);
    if (is.revision !== was.revision) this.parts.onCommit(zoneId, is.revision, is.attempt, by);
    if (is.covered !== was.covered || is.revision !== was.revision) this.judgeCover(zoneId, is);
    if (is.publishedRev !== was.publishedRev) this.judgePublished(zoneId, is);
  }

  private judgeGrowth(zoneId: string, was: HeadItem, is: HeadItem): void {
    const { verdict } = this.parts;
    if (is.revision < was.revision || is.revision > was.revision + 1)
      verdict.broken(4, `${zoneId} went from revision ${was.revision} to ${is.revision}`);
    if (is.revision !== was.revision && was.publishedRev < was.revision)
      verdict.broken(4, `${zoneId}: revision ${is.revision} follows ${was.revision}, which is not published`);
    if (is.revision !== was.revision && was.frozen === 1)
      verdict.broken(6, `${zoneId} is stopped, and revision ${is.revision} was committed`);
    if (is.publishedRev < was.publishedRev || is.publishedRev > is.revision)
      verdict.broken(4, `${zoneId}: published went from ${was.publishedRev} to ${is.publishedRev} of ${is.revision}`);
    if (is.covered < was.covered || is.covered > is.want)
      verdict.broken(1, `${zoneId}: covered went from ${was.covered} to ${is.covered} of ${is.want}`);
  }

  /** What was open when the covered wake-up was asked for, and still is, is in the plan, unless the zone is or was stopped. */
  private judgeCover(zoneId: string, { covered, revision, attempt, frozen }: HeadItem): void {
    if (frozen === 1 || covered <= (this.wantAtThaw.get(zoneId) ?? 0)) return;
    const wanted = this.openAtWant.get(`${zoneId} ${covered}`) ?? [];
    const planned = this.parts.revisions.ordersOf(zoneId, revision, attempt);
    const open = new Set(this.openIn(zoneId));
    for (const orderId of wanted)
      if (open.has(orderId) && !planned.has(orderId))
        this.parts.verdict.broken(1, `${orderId} is open and covered, and not in revision ${revision}`);
  }

  private judgePublished(zoneId: string, { publishedRev, revision, attempt }: HeadItem): void {
    if (publishedRev !== revision) return;
    for (const index of this.parts.revisions.changesOf(zoneId, revision, attempt).keys())
      if (!this.parts.isSaid(diffKey(zoneId, revision, index)))
        this.parts.verdict.broken(4, `${zoneId}: change ${revision}#${index} is published and was never said`);
  }

  private openIn(zoneId: string): readonly string[] {
    return this.parts.ordersOf(zoneId).flatMap((order) => (isOver(order) ? [] : [order.orderId]));
  }
}

function headOf(item: TableWrite['after']): HeadItem {
  const {
    revision = 0,
    attempt = 0,
    publishedRev = 0,
    want = 0,
    covered = 0,
    claims = 0,
    frozen = 0,
  } = (item ?? {}) as Partial<HeadItem>;
  return { revision, attempt, publishedRev, want, covered, claims, frozen };
}

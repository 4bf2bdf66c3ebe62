// The published reference policy as we understand it: Reyes, Erera, Savelsbergh, Sahasrabudhe, O'Neil, "The Meal Delivery
// Routing Problem" (Optimization Online, 2018), rolling horizon repeated matching.
// As published: a decision every 5 minutes about the orders that are ready within 20; the target size of bundles from the
// orders ready and the couriers free within 10; bundles by insertion, removal and reinsertion; priority groups matched
// strictly one after the other; a bundle's worth is what it delivers a unit of time less what freshness it loses; a final
// commitment when the courier can be there and all is ready before the next decision, a partial one (it goes there, and
// orders may be added) when only the former must begin now, none otherwise. Our reading: the exact costs of bundles, the
// weight of freshness (FRESHNESS, chosen on the quick days), that in a group as many orders as possible are matched, which
// couriers count, that a courier sent ahead takes orders of that store only, as long as there are any, and, since basic
// rules know no update at the store, that under those a partial commitment is a final one.
import type { DomainEvent } from '../../domain/event.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import type { RuleSet } from '../mdrp-judge/rules.ts';
import { targetSizeOf } from './bundles.ts';
import { type Bundle, bundleOf, Desk } from './desk.ts';
import type { Dispatch, Dispatcher } from './dispatcher.ts';
import { matchBundles } from './match.ts';
import { publishedBundles } from './published-bundles.ts';
import type { Worker } from './worker.ts';

const MINUTE: Seconds = 60;
/** Between two decisions. */
const CADENCE_SEC: Seconds = 5 * MINUTE;
/** Orders that are ready later are left for later, and couriers who are free later are not counted on. */
const HORIZON_SEC: Seconds = 20 * MINUTE;
/** Orders ready and couriers free within this make the target size of bundles. */
const TARGET_SEC: Seconds = 10 * MINUTE;
/** Orders a minute that a minute between ready and picked up is worth, a bundle. */
const FRESHNESS = 0.01;
/** Each order that nobody takes costs this: more than any worth. */
const UNMATCHED = 1e6;
/** Above any sum of the others. */
const IMPOSSIBLE = 1e9;

export class PublishedPolicy implements Dispatcher {
  readonly everySec = CADENCE_SEC;
  private readonly desk = new Desk();
  private readonly noticeSec: Seconds;
  private readonly isPublished: boolean;

  /**
   * @param noticeSec what is due within this is made final too.
   * @param rules published: couriers may be sent ahead.
   */
  constructor(noticeSec: Seconds = 0, rules: RuleSet = 'basic') {
    this.noticeSec = noticeSec;
    this.isPublished = rules === 'published';
  }

  hear(event: DomainEvent): void {
    this.desk.hear(event);
  }

  decide(at: EpochSeconds): readonly Dispatch[] {
    this.desk.letGo(at + HORIZON_SEC);
    let workers = this.desk.workersFreeBy(at + HORIZON_SEC, at);
    const dispatches: Dispatch[] = [];
    for (const group of this.groups(this.bundles(workers, at), workers, at)) {
      const matches = this.match(group, workers, at);
      const taken = new Set(matches.map(({ worker }) => worker));
      workers = workers.filter((worker) => !taken.has(worker));
      for (const { bundle, worker } of matches)
        if (this.isDue(bundle, worker, at)) dispatches.push(...this.commit(bundle, worker, at));
    }
    return dispatches;
  }

  private bundles(workers: readonly Worker[], at: EpochSeconds): readonly Bundle[] {
    const byStore = [...this.desk.ordersReadyBy(at + HORIZON_SEC)];
    const isSoon = (moment: EpochSeconds): boolean => moment <= at + TARGET_SEC;
    const ready = byStore.flatMap(([, orders]) => orders).filter(({ readyAt }) => isSoon(readyAt)).length;
    const targetSize = targetSizeOf(ready, workers.filter(({ freeAt }) => isSoon(freeAt)).length);
    return byStore.flatMap(([storeId, orders]) => {
      const there = workers.filter((worker) => worker.isIdle && this.desk.isAt(worker, storeId)).length;
      const count = Math.max(Math.ceil(orders.length / targetSize), there);
      return publishedBundles(orders, count, this.desk.ways(storeId)).map((made) => bundleOf(storeId, made));
    });
  }

  /** The most urgent first: a promise is lost already; the pickup cannot be at the ready moment any more; the others. */
  private groups(bundles: readonly Bundle[], workers: readonly Worker[], at: EpochSeconds): readonly Bundle[][] {
    const groups: readonly Bundle[][] = [[], [], []];
    for (const bundle of bundles) groups[this.groupOf(bundle, workers, at)]?.push(bundle);
    return groups;
  }

  private groupOf(bundle: Bundle, workers: readonly Worker[], at: EpochSeconds): number {
    const drops = this.desk.dropsOf(bundle, Math.max(at, bundle.readyAt));
    if (bundle.orders.some(({ promiseBy }, i) => (drops[i] ?? 0) > promiseBy)) return 0;
    return workers.some((worker) => this.desk.pickupAt(bundle, worker, at) === bundle.readyAt) ? 2 : 1;
  }

  private match(bundles: readonly Bundle[], workers: readonly Worker[], at: EpochSeconds) {
    const takers = matchBundles(bundles, workers, (bundle, worker) => this.cost(bundle, worker, at));
    return bundles.flatMap((bundle, i) => {
      const worker = takers[i];
      return worker && this.desk.mayTake(bundle, worker, at) ? [{ bundle, worker }] : [];
    });
  }

  private cost(bundle: Bundle, worker: Worker | null, at: EpochSeconds): number {
    if (!worker) return bundle.orders.length * UNMATCHED;
    return this.desk.mayTake(bundle, worker, at) ? -this.worth(bundle, worker, at) : IMPOSSIBLE;
  }

  /** Orders a minute of the courier's time, less the freshness lost. */
  private worth(bundle: Bundle, worker: Worker, at: EpochSeconds): number {
    const pickupAt = this.desk.pickupAt(bundle, worker, at);
    const doneAt = this.desk.dropsOf(bundle, pickupAt).at(-1) ?? pickupAt;
    const busyMin = (doneAt - Math.max(at, worker.freeAt)) / MINUTE;
    const staleMin = (pickupAt - bundle.readyAt) / MINUTE;
    return bundle.orders.length / Math.max(1, busyMin) - FRESHNESS * staleMin;
  }

  /** Final when, at the store by the next decision, it would be late if it knew only then; else partial, if rules allow. */
  private commit(bundle: Bundle, worker: Worker, at: EpochSeconds): readonly Dispatch[] {
    const nextAt = at + CADENCE_SEC;
    const waySec = this.desk.wayTo(bundle, worker);
    const isThere = Math.max(at, worker.freeAt) + waySec <= nextAt;
    const isFinal = isThere && this.desk.latestDeparture(bundle, worker) + waySec < nextAt;
    // Who is busy cannot be sent ahead; who was sent ahead goes on.
    if (isFinal || !this.isPublished || !worker.isIdle) return [this.desk.send(bundle, worker, at)];
    return worker.awaitedAt === null ? [this.desk.sendAhead(bundle, worker, at)] : [];
  }

  /** It can set out before the next decision, and would be late if it did so only then. */
  private isDue(bundle: Bundle, worker: Worker, at: EpochSeconds): boolean {
    const nextAt = at + CADENCE_SEC;
    return worker.freeAt < nextAt && this.desk.latestDeparture(bundle, worker) < nextAt + this.noticeSec;
  }
}

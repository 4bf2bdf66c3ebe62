// The simple policy to compare with: each minute, insertion bundles of what is ready within half an hour, one optimal
// assignment of bundles to couriers by the delay that each would have, and of that only what cannot wait is made final:
// a courier is told when it has to set out to be there when the bundle is ready.
import type { DomainEvent } from '../../domain/event.ts';
import type { EpochSeconds, Seconds } from '../../kernel/units.ts';
import { bundle, targetSizeOf } from './bundles.ts';
import { type Bundle, bundleOf, Desk } from './desk.ts';
import { DECISION_SEC, type Dispatch, type Dispatcher } from './dispatcher.ts';
import { matchBundles } from './match.ts';
import type { Worker } from './worker.ts';

/** Orders that are ready later are left for later. */
const HORIZON_SEC: Seconds = 1800;
/** The target size of bundles counts couriers who are free within this: with few, bundles grow. Chosen on the quick days. */
const AVAILABLE_SEC: Seconds = 600;
/** What a bundle's order costs beside its delay so far when nobody takes it. */
const UNSERVED_SEC: Seconds = 5400;
/** No courier may take it: above any sum of costs. */
const IMPOSSIBLE = 1e9;
/** Of two couriers without delay, the nearer one. */
const PRICE_OF_TRAVEL = 0.05;

export class HungarianPolicy implements Dispatcher {
  readonly everySec = DECISION_SEC;
  private readonly desk = new Desk();
  private readonly noticeSec: Seconds;

  /** @param noticeSec what is due within this is made final too. */
  constructor(noticeSec: Seconds = 0) {
    this.noticeSec = noticeSec;
  }

  hear(event: DomainEvent): void {
    this.desk.hear(event);
  }

  decide(at: EpochSeconds): readonly Dispatch[] {
    const workers = this.desk.workersFreeBy(at + HORIZON_SEC, at);
    const bundles = this.bundles(at, workers.filter(({ freeAt }) => freeAt <= at + AVAILABLE_SEC).length);
    const takers = matchBundles(bundles, workers, (bundle, worker) => this.cost(bundle, worker, at));
    return bundles.flatMap((bundle, i) => {
      const worker = takers[i];
      return worker && this.isDue(bundle, worker, at) ? [this.desk.send(bundle, worker, at)] : [];
    });
  }

  private bundles(at: EpochSeconds, couriers: number): readonly Bundle[] {
    const byStore = [...this.desk.ordersReadyBy(at + HORIZON_SEC)];
    const count = byStore.reduce((sum, [, orders]) => sum + orders.length, 0);
    const targetSize = targetSizeOf(count, couriers);
    return byStore.flatMap(([storeId, orders]) => {
      const made = bundle(orders, Math.ceil(orders.length / targetSize), this.desk.ways(storeId));
      return made.map((orders) => bundleOf(storeId, orders));
    });
  }

  /** Order-seconds. Without a worker, the bundle stays behind. */
  private cost(bundle: Bundle, worker: Worker | null, at: EpochSeconds): number {
    const size = bundle.orders.length;
    if (!worker) return size * (Math.max(0, at - bundle.readyAt) + UNSERVED_SEC);
    if (!this.desk.mayTake(bundle, worker, at)) return IMPOSSIBLE;
    const delaySec = this.desk.pickupAt(bundle, worker, at) - bundle.readyAt;
    return size * delaySec + PRICE_OF_TRAVEL * this.desk.wayTo(bundle, worker);
  }

  /** It is free, and would be late if it set out at the next decision, or after the notice that it is owed. */
  private isDue(bundle: Bundle, worker: Worker, at: EpochSeconds): boolean {
    return worker.freeAt <= at && this.desk.latestDeparture(bundle, worker) < at + DECISION_SEC + this.noticeSec;
  }
}

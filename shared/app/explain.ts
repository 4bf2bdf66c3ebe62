// Explains orders of a plan by the search's own evaluator: with whom else they could be and what that would cost, and what
// it would take for those that nobody carries.
import type { AdmittingChange } from '../domain/admitting-change.ts';
import type { Alternative, BlockedCourier, OrderExplanation } from '../domain/explanation.ts';
import type { Facts } from '../domain/facts.ts';
import { factsOf } from '../domain/facts.ts';
import { COST_TERMS, type CostTerm } from '../domain/plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { CourierId, OrderId } from '../kernel/ids.ts';
import type { Points } from '../kernel/units.ts';
import { type Fit, Fits } from '../solver/fits.ts';
import type { BlockPlan, CostBreakdown } from '../solver/problem.ts';
import { AdmittingChanges } from './admitting-changes.ts';
import type { Encoded } from './encode.ts';

/** Alternatives and blocked couriers of one order together. */
const MOST_OTHERS = 3;

/** Where one order could be. */
export interface Placement extends Omit<OrderExplanation, 'orderId'> {
  /** Who has it; null: nobody. */
  readonly courierId: CourierId | null;
}

export class Explainer {
  private readonly fits: Fits;
  private readonly changes: AdmittingChanges;
  private readonly encoded: Pick<Encoded, 'problem' | 'index'>;
  private readonly facts: Facts;
  private readonly orderIndex: ReadonlyMap<OrderId, number>;

  /** @param plan of the problem, and feasible. */
  constructor(encoded: Pick<Encoded, 'problem' | 'index'>, plan: BlockPlan, snapshot: Snapshot) {
    this.encoded = encoded;
    this.facts = factsOf(snapshot);
    this.fits = new Fits(encoded.problem, plan);
    this.changes = new AdmittingChanges(this.fits, encoded.index, this.facts);
    this.orderIndex = new Map(encoded.index.orders.map(({ orderId }, index) => [orderId, index]));
  }

  /** Positions tried so far: the work done, in the search's units. */
  get units(): number {
    return this.fits.units;
  }

  /** Null: the plan does not choose for this order, because it is bound, frozen, closed or of no known store. */
  explain(orderId: OrderId): OrderExplanation | null {
    const order = this.orderIndex.get(orderId);
    if (order === undefined) return null;
    const own = this.fits.courierOf(order);
    const lateSec = own < 0 ? 0 : this.latenessOf(order);
    const ownPrice = this.fits.takeOut(order);
    const others = [...this.encoded.index.couriers.keys()].filter((courier) => courier !== own);
    const found = others.flatMap((courier) => this.fits.with(order, courier) ?? []).sort((a, b) => a.price - b.price);
    const alternatives = found.slice(0, MOST_OTHERS).map((fit) => this.alternative(order, fit));
    const blocked = this.blocked(order, others, found, MOST_OTHERS - alternatives.length);
    const changes = ownPrice === null ? this.changes.of(order) : later(lateSec);
    this.fits.putBack();
    return { orderId, alternatives, blocked, changes };
  }

  /** Everybody who could carry the order, its present courier too, by what that adds to the plan without it. */
  placement(orderId: OrderId): Placement | null {
    const order = this.orderIndex.get(orderId);
    if (order === undefined) return null;
    const own = this.fits.courierOf(order);
    this.fits.takeOut(order);
    const couriers = [...this.encoded.index.couriers.keys()];
    const found = couriers.flatMap((courier) => this.fits.with(order, courier) ?? []).sort((a, b) => a.price - b.price);
    const alternatives = found.map((fit) => this.alternative(order, fit, this.fits.addition(order, fit)));
    const blocked = this.blocked(order, couriers, found, couriers.length);
    const isWorth = found.some(({ price }) => price < this.fits.unserved(order));
    const changes = isWorth ? [] : this.changes.of(order);
    this.fits.putBack();
    return { courierId: own < 0 ? null : this.courierId(own), alternatives, blocked, changes };
  }

  private alternative(order: number, fit: Fit, difference = this.fits.difference(order, fit)): Alternative {
    return {
      courierId: this.courierId(fit.courier),
      dropoffAt: this.facts.snapshot.at + this.fits.dropAt(order, fit),
      cost: difference.total,
      terms: termsOf(difference),
    };
  }

  private blocked(
    order: number,
    couriers: readonly number[],
    found: readonly Fit[],
    most: number,
  ): readonly BlockedCourier[] {
    if (most === 0) return [];
    const able = new Set(found.map(({ courier }) => courier));
    const unable = couriers.filter((courier) => !able.has(courier));
    return unable
      .toSorted((a, b) => this.secondsToStore(order, a) - this.secondsToStore(order, b))
      .slice(0, most)
      .map((courier) => ({ courierId: this.courierId(courier), by: this.blockersOf(order, courier) }));
  }

  private blockersOf(order: number, courier: number): BlockedCourier['by'] {
    const by = this.changes.blockersOf(order, courier);
    return this.fits.isFull(courier) ? ['queue', ...by] : by;
  }

  private latenessOf(order: number): number {
    const { problem } = this.encoded;
    return Math.max(0, this.fits.plannedDropAt(order) - (problem.orderPromise[order] ?? 0));
  }

  private secondsToStore(order: number, courier: number): number {
    const { problem } = this.encoded;
    const profile = problem.courierProfile[courier] ?? 0;
    const from = problem.courierNode[courier] ?? 0;
    const store = problem.storeNode[problem.orderStore[order] ?? 0] ?? 0;
    return problem.travelSeconds[(profile * problem.numNodes + from) * problem.numNodes + store] ?? 0;
  }

  private courierId(courier: number): string {
    return this.encoded.index.couriers[courier]?.courierId ?? '';
  }
}

/** What makes a late order on time where it is. */
const later = (lateSec: number): readonly AdmittingChange[] =>
  lateSec > 0 ? [{ kind: 'promise', minutes: Math.ceil(lateSec / 60) }] : [];

function termsOf(difference: CostBreakdown): Partial<Record<CostTerm, Points>> {
  return Object.fromEntries(COST_TERMS.flatMap((term) => (difference[term] === 0 ? [] : [[term, difference[term]]])));
}

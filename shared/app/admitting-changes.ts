// The smallest changes that would admit an order which nobody carries into the plan as it is, each kind on its own: all other
// orders stay with whom and where they are. Found by bisection, since more of a kind never admits less.
import { type AdmittingChange, changedCourier, changedOrder } from '../domain/admitting-change.ts';
import type { Courier } from '../domain/courier.ts';
import { type Facts, isExcluded, mayBeAsked } from '../domain/facts.ts';
import { LOAD_DIMENSIONS } from '../domain/load.ts';
import type { Order } from '../domain/order.ts';
import type { Fits } from '../solver/fits.ts';
import { encodeCourierLimits } from './encode-couriers.ts';
import { encodeOrderLimits } from './encode-orders.ts';
import type { ProblemIndex } from './problem-index.ts';

/** Nobody would change more than this: a day; ten times the worth; a thousand bags, or a tonne or a cubic metre in a box. */
const MOST_MINUTES = 1440;
const MOST_PERCENT = 1000;
const MOST_BAGS = 1000;
const MOST_LOAD = 1_000_000;

/** A change by so many units, 1 and more. */
type ChangeBy = (units: number) => AdmittingChange;

interface Kind {
  readonly by: ChangeBy;
  readonly most: number;
}

/** A change that admits, with the units that it takes and the price of the place that it opens. */
interface Found {
  readonly change: AdmittingChange;
  readonly units: number;
  readonly price: number;
}

export class AdmittingChanges {
  private readonly fits: Fits;
  private readonly index: ProblemIndex;
  private readonly facts: Facts;

  /** @param fits of the plan, and of the problem of that index. */
  constructor(fits: Fits, index: ProblemIndex, facts: Facts) {
    this.fits = fits;
    this.index = index;
    this.facts = facts;
  }

  /** One change of each kind that helps, the least of its kind, for an order of the problem that is in no queue. */
  of(order: number): readonly AdmittingChange[] {
    const record = this.index.orders[order];
    if (record === undefined) return [];
    const own = kindsOfOrder(record).map((kind) => this.leastOfOrder(order, record, kind));
    const others = this.leastOfCouriers(order, record);
    return [...own, ...others].flatMap((found) => found?.change ?? []);
  }

  /** Which kinds of change would let this courier carry the order, at whatever price. The order is out of its queue. */
  blockersOf(order: number, courier: number): readonly AdmittingChange['kind'][] {
    const record = this.index.orders[order];
    const who = this.index.couriers[courier];
    if (record === undefined || who === undefined) return [];
    const own = kindsOfOrder(record).filter(({ by, most }) =>
      this.withOrder(order, record, by(most), () => this.fits.with(order, courier) !== null),
    );
    const others = kindsOfCourier(record, who).filter(
      ({ by, most }) => this.placeWith(order, record, courier, who, by(most)) !== null,
    );
    return [...new Set([...own, ...others].map(({ by }) => by(1).kind))].filter((kind) => kind !== 'worth');
  }

  private leastOfOrder(order: number, record: Order, { by, most }: Kind): Found | null {
    const couriers = [...this.index.couriers.keys()];
    const priceBy = (units: number): number | null =>
      this.withOrder(order, record, by(units), () => this.admitted(order, this.fits.leastPrice(order, couriers)));
    return least({ by, most }, priceBy);
  }

  /** Of each kind the courier with whom the least does it; of those, the cheapest. */
  private leastOfCouriers(order: number, record: Order): readonly Found[] {
    const found = [...this.index.couriers.entries()].flatMap(([courier, who]) =>
      kindsOfCourier(record, who).flatMap((kind) => {
        const priceBy = (units: number): number | null =>
          this.admitted(order, this.placeWith(order, record, courier, who, kind.by(units)) ?? Number.POSITIVE_INFINITY);
        return least(kind, priceBy) ?? [];
      }),
    );
    const kindOf = ({ change }: Found): string => `${change.kind} ${'dimension' in change ? change.dimension : ''}`;
    const byKind = Map.groupBy(found, kindOf);
    return [...byKind.values()].flatMap(
      (some) => some.toSorted((a, b) => a.units - b.units || a.price - b.price)[0] ?? [],
    );
  }

  /** The price, if carrying the order at it costs less than leaving it out. */
  private admitted(order: number, price: number): number | null {
    return price < this.fits.unserved(order) ? price : null;
  }

  /** The price of the cheapest place with the courier under a change that is about it. */
  private placeWith(
    order: number,
    record: Order,
    courier: number,
    who: Courier,
    change: AdmittingChange,
  ): number | null {
    const { fits, facts } = this;
    const changed = changedCourier(who, change);
    const wasAllowed = this.mayCarry(record, who);
    fits.setCourier(courier, encodeCourierLimits([changed], facts));
    fits.setAllowed(order, courier, this.mayCarry(changedOrder(record, change), changed));
    const price = fits.with(order, courier)?.price ?? null;
    fits.setCourier(courier, encodeCourierLimits([who], facts));
    fits.setAllowed(order, courier, wasAllowed);
    return price;
  }

  private withOrder<T>(order: number, record: Order, change: AdmittingChange, ask: () => T): T {
    this.fits.setOrder(order, encodeOrderLimits([changedOrder(record, change)], this.facts));
    const answer = ask();
    this.fits.setOrder(order, encodeOrderLimits([record], this.facts));
    return answer;
  }

  private mayCarry(order: Order, courier: Courier): boolean {
    const isSkilled = order.requirements.every((skill) => courier.skills.includes(skill));
    return isSkilled && mayBeAsked(order, courier.courierId, this.facts);
  }
}

/** By bisection: the fewest units at which there is a price. */
function least({ by, most }: Kind, priceBy: (units: number) => number | null): Found | null {
  if (priceBy(most) === null) return null;
  let [tooFew, enough] = [0, most];
  while (enough - tooFew > 1) {
    const units = Math.floor((tooFew + enough) / 2);
    if (priceBy(units) === null) tooFew = units;
    else enough = units;
  }
  return { change: by(enough), units: enough, price: priceBy(enough) ?? Number.POSITIVE_INFINITY };
}

function kindsOfOrder(order: Order): readonly Kind[] {
  const kinds: Kind[] = [{ by: (percent) => ({ kind: 'worth', percent }), most: MOST_PERCENT }];
  const later = (kind: 'promise' | 'click_to_door' | 'pickup_to_door'): Kind => ({
    by: (minutes) => ({ kind, minutes }),
    most: MOST_MINUTES,
  });
  if (order.hardPromise) kinds.push(later('promise'));
  if (isGiven(order.maxClickToDoorSec)) kinds.push(later('click_to_door'));
  if (isGiven(order.maxPickupToDoorSec)) kinds.push(later('pickup_to_door'));
  return kinds;
}

function kindsOfCourier(order: Order, { courierId, skills, capacity }: Courier): readonly Kind[] {
  const kinds: Kind[] = [{ by: (minutes) => ({ kind: 'shift', courierId, minutes }), most: MOST_MINUTES }];
  const [skill, ...more] = order.requirements.filter((one) => !skills.includes(one));
  if (skill !== undefined && more.length === 0)
    kinds.push({ by: () => ({ kind: 'skill', courierId, skill }), most: 1 });
  if (order.declinedBy.includes(courierId) || isExcluded(order, courierId))
    kinds.push({ by: () => ({ kind: 'ask_again', courierId }), most: 1 });
  for (const dimension of LOAD_DIMENSIONS)
    if (order.load[dimension] > 0)
      kinds.push({
        by: (amount) => ({ kind: 'capacity', courierId, dimension, amount }),
        most: Math.max(dimension === 'bags' ? MOST_BAGS : MOST_LOAD, order.load[dimension] - capacity[dimension]),
      });
  return kinds;
}

const isGiven = (limit: number | null | undefined): boolean => limit !== null && limit !== undefined;

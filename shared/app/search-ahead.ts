// One search of a whole day that is known beforehand, outside the cycle, for measuring: orders that are yet to be placed,
// shifts that are yet to begin, queues as long as a shift. No planner knows so much.
import type { Snapshot } from '../domain/snapshot.ts';
import type { CourierId, OrderId } from '../kernel/ids.ts';
import { Random } from '../kernel/random.ts';
import type { EpochSeconds, Points } from '../kernel/units.ts';
import { type BlockPlan, FAR, type Problem } from '../solver/problem.ts';
import { MOST_UNITS, type Pace, type SearchParams, type Stop } from '../solver/result.ts';
import { search } from '../solver/search.ts';
import { type Encoded, encode } from './encode.ts';
import { bounded } from './encode-numbers.ts';
import type { TravelMatrix } from './ports.ts';
import { searchParams } from './search-params.ts';

/** Batches as orders in drop sequence, in the sequence in which the courier carries them. */
export type Queues = ReadonlyMap<CourierId, readonly (readonly OrderId[])[]>;

export interface AheadOptions {
  readonly start: Queues;
  /** Nobody sets out for an order before the moment given here; null: orders may be fetched before anybody knows of them. */
  readonly releasedAt: ReadonlyMap<OrderId, EpochSeconds> | null;
  readonly seed: number;
  /** A time box; null: the policy's work units are the budget. */
  readonly box: Box | null;
}

export interface Box {
  readonly stop: Stop;
  readonly pace: Pace;
}

export interface AheadResult {
  readonly queues: Queues;
  /** Points; `startCost` of the start, repaired and completed. */
  readonly cost: Points;
  readonly startCost: Points;
  readonly units: number;
  readonly iterations: number;
}

/** Blocks of a courier: more than a day has room for. */
const MOST_BLOCKS = 100;

export class AheadSearch {
  private readonly encoded: Encoded;
  private readonly problem: Problem;
  private readonly params: SearchParams;
  private readonly at: EpochSeconds;

  /**
   * @param snapshot of the beginning: orders are open, whenever they are placed; couriers are on, whenever they begin.
   * @param unserved points for leaving an order out.
   */
  constructor(snapshot: Snapshot, travel: TravelMatrix, unserved: ReadonlyMap<OrderId, Points>) {
    this.encoded = encode(snapshot, travel);
    const { problem, index } = this.encoded;
    this.at = snapshot.at;
    this.params = searchParams(snapshot.policy);
    this.problem = {
      ...problem,
      orderUnserved: Float64Array.from(index.orders, ({ orderId }) => unserved.get(orderId) ?? 0),
      maxBlocksPerCourier: MOST_BLOCKS,
    };
  }

  run({ start, releasedAt, seed, box }: AheadOptions): AheadResult {
    const problem = releasedAt === null ? this.problem : { ...this.problem, ...this.releases(releasedAt) };
    const params = box === null ? this.params : { ...this.params, maxUnits: MOST_UNITS, pace: box.pace };
    const result = search(problem, this.blocksOf(start), params, new Random(seed), box?.stop ?? never);
    const { units, iterations } = result;
    return {
      queues: this.queuesOf(result.plan),
      cost: result.cost.total,
      startCost: result.startCost.total,
      units,
      iterations,
    };
  }

  private releases(releasedAt: ReadonlyMap<OrderId, EpochSeconds>): Pick<Problem, 'orderReleased'> {
    const moment = (orderId: OrderId): number => {
      const at = releasedAt.get(orderId);
      return at === undefined ? -FAR : bounded(at - this.at);
    };
    return { orderReleased: Int32Array.from(this.encoded.index.orders, ({ orderId }) => moment(orderId)) };
  }

  private blocksOf(queues: Queues): BlockPlan {
    const { orders, couriers } = this.encoded.index;
    const indexOf = new Map(orders.map(({ orderId }, index) => [orderId, index]));
    return couriers.map(({ courierId }) =>
      (queues.get(courierId) ?? []).map((batch) => batch.flatMap((orderId) => indexOf.get(orderId) ?? [])),
    );
  }

  private queuesOf(plan: BlockPlan): Queues {
    const { orders, couriers } = this.encoded.index;
    const idOf = (order: number): OrderId => orders[order]?.orderId ?? '';
    return new Map(couriers.map(({ courierId }, i) => [courierId, (plan[i] ?? []).map((block) => block.map(idOf))]));
  }
}

const never = (): boolean => false;

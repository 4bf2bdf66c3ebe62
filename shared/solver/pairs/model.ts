// What the pair search derives from a problem once.
import { numNodesOf, type PairProblem } from './problem.ts';

/** Times are sums of square roots: what misses a window by no more than this is in time. Judges allow 1e-6. */
export const TOLERANCE = 1e-7;

export class PairModel {
  readonly problem: PairProblem;
  readonly numOrders: number;
  readonly numNodes: number;
  /** [from * numNodes + to]. */
  readonly travel: Float64Array;
  /** Transposed: [to * numNodes + from], so that all legs to one node lie in one row; `travel` itself if it is symmetric. */
  readonly toward: Float64Array;
  readonly early: Float64Array;
  /** [node], with the tolerance. */
  readonly late: Float64Array;
  readonly service: Float64Array;
  /** [node]: what a stop adds to the load on board. */
  readonly demand: Float64Array;
  /** Most routes a plan can have. */
  readonly maxRoutes: number;
  /** Places for stops in a route, both depots included. */
  readonly stride: number;

  constructor(problem: PairProblem) {
    this.problem = problem;
    this.numOrders = problem.numOrders;
    this.numNodes = numNodesOf(problem);
    this.travel = problem.travel;
    this.toward = transposed(problem.travel, this.numNodes);
    this.early = problem.early;
    this.late = problem.late.map((late) => late + TOLERANCE);
    this.service = problem.service;
    this.demand = new Float64Array(this.numNodes);
    for (let order = 0; order < problem.numOrders; order++) {
      this.demand[1 + 2 * order] = problem.load[order];
      this.demand[2 + 2 * order] = -problem.load[order];
    }
    this.maxRoutes = Math.min(problem.numVehicles, problem.numOrders);
    this.stride = this.numNodes + 1;
  }
}

function transposed(travel: Float64Array, numNodes: number): Float64Array {
  if (isSymmetric(travel, numNodes)) return travel;
  const result = new Float64Array(travel.length);
  for (let from = 0; from < numNodes; from++) {
    for (let to = 0; to < numNodes; to++) result[to * numNodes + from] = travel[from * numNodes + to];
  }
  return result;
}

function isSymmetric(travel: Float64Array, numNodes: number): boolean {
  for (let from = 0; from < numNodes; from++) {
    for (let to = 0; to < from; to++) {
      if (travel[from * numNodes + to] !== travel[to * numNodes + from]) return false;
    }
  }
  return true;
}

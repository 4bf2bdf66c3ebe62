// Local search: the moves, the cheapest first, around one order after another, until none shortens the plan any more. An
// order is looked at again when its route has changed since.
import type { Budget } from '../../budget.ts';
import type { PairInserter } from '../inserter.ts';
import type { Neighbours } from '../neighbours.ts';
import type { Routes } from '../routes.ts';
import { ExchangePairs } from './exchange-pairs.ts';
import type { Move } from './move.ts';
import { OrOpt } from './or-opt.ts';
import { Relocate } from './relocate.ts';
import { SwapTails } from './swap-tails.ts';

export class Descent {
  private readonly routes: Routes;
  private readonly moves: readonly Move[];
  /** [order]: the version of its route when no move was found for it; 0: not looked at yet. */
  private readonly settledAt: Int32Array;

  constructor(routes: Routes, inserter: PairInserter, neighbours: Neighbours) {
    this.routes = routes;
    this.moves = [
      new SwapTails(routes, neighbours, inserter.kernel),
      new OrOpt(routes, neighbours, inserter.kernel),
      new Relocate(routes, inserter),
      new ExchangePairs(routes, inserter, neighbours),
    ];
    this.settledAt = new Int32Array(routes.model.numOrders);
  }

  /** Improves a plan with no absent order; true: it is shorter now. */
  run(budget: Budget): boolean {
    const { routes, settledAt } = this;
    const before = routes.distance;
    for (let isSettled = false; !isSettled; ) {
      isSettled = true;
      for (let order = 0; order < settledAt.length; order++) {
        if (budget.isSpent()) return routes.distance < before;
        if (routes.routeOf[order] < 0 || settledAt[order] === routes.version[routes.routeOf[order]]) continue;
        isSettled = false;
        while (this.improve(order) && !budget.isSpent());
        settledAt[order] = routes.version[routes.routeOf[order]];
      }
    }
    routes.begin();
    return routes.distance < before;
  }

  private improve(order: number): boolean {
    for (const move of this.moves) if (move.improve(order)) return true;
    return false;
  }
}

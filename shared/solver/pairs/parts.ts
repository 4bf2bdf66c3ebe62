// What the phases of a pair search work with.
import type { Random } from '../../kernel/random.ts';
import type { Budget } from '../budget.ts';
import type { BestPlan } from './best.ts';
import type { PairInserter } from './inserter.ts';
import type { Neighbours } from './neighbours.ts';
import type { PairGreedy } from './recreate.ts';
import type { PairParams } from './result.ts';
import type { Routes } from './routes.ts';
import type { PairStringRemoval } from './string-removal.ts';

export interface Parts {
  readonly routes: Routes;
  readonly neighbours: Neighbours;
  readonly inserter: PairInserter;
  readonly ruin: PairStringRemoval;
  readonly recreate: PairGreedy;
  readonly best: BestPlan;
  readonly budget: Budget;
  readonly rng: Random;
  readonly params: PairParams;
  /** Ruins and recreates done. */
  iterations: number;
}

// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) in the threshold form of Christiaens and Vanden Berghe 2020,
// section 5: accept when cost < current - T * ln(u). T falls from start to end exponentially with the used share of the
// budget in work units, never with the clock, so that a run can be replayed.
import type { Random } from '../../kernel/random.ts';
import { exp, ln } from '../deterministic-math.ts';
import type { SearchParams } from '../result.ts';

export class Annealing {
  private readonly start: number;
  private readonly fall: number;

  constructor(params: Pick<SearchParams, 'startTemperature' | 'endTemperature'>) {
    this.start = params.startTemperature;
    this.fall = ln(params.endTemperature / params.startTemperature);
  }

  /** @param usedShare of the budget, 0 to 1. */
  accepts(candidate: number, current: number, usedShare: number, rng: Random): boolean {
    const u = (rng.uint32() + 1) / 4294967296;
    if (candidate <= current) return true;
    const temperature = this.start * exp(this.fall * usedShare);
    return candidate - current < -temperature * ln(u);
  }
}

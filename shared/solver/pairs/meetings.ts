// Searches side by side on one problem tell each other their best plans, each time the same share more of their budget is
// used. Those moments follow from the units alone, so the whole is as reproducible as each search. A plan taken over is
// only where the next stage begins: until then the searches stay apart, which is what several of them are good for.
import type { Budget } from '../budget.ts';
import type { BestPlan } from './best.ts';
import type { Exchange } from './exchange.ts';

/** Parts of the budget, with a meeting at the end of each but the last. */
const PARTS = 16;

export class Meetings {
  private readonly exchange: Exchange;
  private readonly best: BestPlan;
  private readonly budget: Budget;
  private attended = 0;

  constructor(exchange: Exchange, best: BestPlan, budget: Budget) {
    this.exchange = exchange;
    this.best = best;
    this.budget = budget;
  }

  /** Holds the meetings that are due, none left out: all searches have the same ones. */
  attend(): void {
    const due = Math.min(PARTS - 1, Math.floor(this.budget.usedShare() * PARTS));
    while (this.attended < due) {
      this.attended++;
      const other = this.exchange(this.best.unload());
      if (other !== null) this.best.adopt(other);
    }
  }
}

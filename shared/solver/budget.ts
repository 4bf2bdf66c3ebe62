// When the search ends: its work units are used up, the caller says stop, or a replay has come to where its original was
// cut. Units only grow between two questions, so a cut at unit N names exactly one step.
import type { Inserter } from './insertion.ts';
import type { SearchParams, Stop } from './result.ts';

/** The caller is asked at each of this many questions. */
const ASK_EVERY = 4;

export class Budget {
  isStopped = false;
  private readonly inserter: Inserter;
  private readonly params: SearchParams;
  private readonly stop: Stop;
  private readonly stopAtUnits: number;
  private questions = 0;
  /** Units when the search proper began. */
  private startedAt = 0;

  constructor(inserter: Inserter, params: SearchParams, stop: Stop) {
    this.inserter = inserter;
    this.params = params;
    this.stop = stop;
    this.stopAtUnits = params.stopAtUnits ?? Number.POSITIVE_INFINITY;
  }

  /** The start is made; from here on units count against `maxUnits`. */
  begin(): void {
    this.startedAt = this.inserter.units;
  }

  /** Whether the caller, or the run that is replayed, ends it here. */
  isCut(): boolean {
    if (this.inserter.units >= this.stopAtUnits) this.isStopped = true;
    else if (this.questions++ % ASK_EVERY === 0 && this.stop()) this.isStopped = true;
    return this.isStopped;
  }

  isSpent(): boolean {
    return this.inserter.units - this.startedAt >= this.params.maxUnits || this.isStopped || this.isCut();
  }

  /** 0 to 1. */
  usedShare(): number {
    return Math.min(1, (this.inserter.units - this.startedAt) / this.params.maxUnits);
  }
}

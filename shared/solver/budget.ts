// When the search ends: its work units are used up, the caller says stop, or a replay has come to where its original was
// cut. Units only grow between two questions, so a cut at unit N names exactly one step. What share of the budget is used
// follows the units alone, or a pace that the caller sets stretch by stretch: a time box seen as units.
import type { Milestone, Pace, SearchParams, Stop } from './result.ts';

export type { Milestone, Pace } from './result.ts';

/** The caller is asked at each of this many questions. */
const ASK_EVERY = 4;

/** Who counts the work. */
export interface Meter {
  readonly units: number;
}

export class Budget {
  isStopped = false;
  private readonly meter: Meter;
  private readonly maxUnits: number;
  private readonly stop: Stop;
  private readonly stopAtUnits: number;
  private readonly pace: Pace | null;
  private questions = 0;
  /** Units when the search proper began. */
  private startedAt = 0;
  private last: Milestone = { units: 0, share: 0 };
  private next: Milestone;

  constructor(
    meter: Meter,
    params: Pick<SearchParams, 'maxUnits' | 'stopAtUnits'>,
    stop: Stop,
    pace: Pace | null = null,
  ) {
    this.meter = meter;
    this.maxUnits = params.maxUnits;
    this.stop = stop;
    this.stopAtUnits = params.stopAtUnits ?? Number.POSITIVE_INFINITY;
    this.pace = pace;
    this.next = pace === null ? { units: params.maxUnits, share: 1 } : pace(0, 0);
  }

  /** The start is made; from here on units count against `maxUnits`. */
  begin(): void {
    this.startedAt = this.meter.units;
  }

  /** Whether the caller, or the run that is replayed, ends it here. */
  isCut(): boolean {
    if (this.meter.units >= this.stopAtUnits) this.isStopped = true;
    else if (this.questions++ % ASK_EVERY === 0 && this.stop()) this.isStopped = true;
    return this.isStopped;
  }

  isSpent(): boolean {
    return this.meter.units - this.startedAt >= this.maxUnits || this.isStopped || this.isCut();
  }

  /** 0 to 1. */
  usedShare(): number {
    const units = this.meter.units - this.startedAt;
    if (this.pace !== null) {
      while (units >= this.next.units && this.next.share < 1) {
        this.last = this.next;
        this.next = this.pace(units, this.last.share);
      }
    }
    const { last, next } = this;
    if (units >= next.units) return next.share;
    return last.share + (next.share - last.share) * ((units - last.units) / (next.units - last.units));
  }
}

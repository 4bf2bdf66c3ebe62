// What functions measure about themselves and the summary of a day tells: how long a cycle takes, and plans that the
// check refused.
import { percentile } from '../../shared/sim/percentile.ts';
import type { Entry } from './kept-day/entry.ts';
import type { Summary } from './summary.ts';

export class Measures {
  private readonly cycleTimes: number[] = [];
  private violations = 0;
  private readonly note: (entry: Entry) => void;

  /** @param past what was noted before the run was ended @param note keeps an entry for good */
  constructor(past: readonly Entry[] = [], note: (entry: Entry) => void = () => {}) {
    this.note = note;
    for (const entry of past) if (entry.kind === 'metric') this.count(entry.name, entry.value);
  }

  /** A metric of a function, whatever its name. */
  take({ name, value }: { readonly name: string; readonly value: number }): void {
    if (this.count(name, value)) this.note({ kind: 'metric', name, value });
  }

  get checkViolations(): number {
    return this.violations;
  }

  get cycleMs(): Summary['cycleMs'] {
    const sorted = this.cycleTimes.toSorted((a, b) => a - b);
    return { p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
  }

  /** Whether it counts at all. */
  private count(name: string, value: number): boolean {
    if (name === 'CycleTime') this.cycleTimes.push(value);
    else if (name === 'CheckViolations') this.violations += value;
    else return false;
    return true;
  }
}

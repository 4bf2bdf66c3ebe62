// What happened in a storm, a line a happening; kept only for a run that is to be read.

export class Trace {
  private readonly lines: string[] | null;
  private step = 0;

  constructor(isKept: boolean) {
    this.lines = isKept ? [] : null;
  }

  /** From now on things happen at this step. */
  at(step: number): void {
    this.step = step;
  }

  note(who: string, what: string): void {
    this.lines?.push(`${String(this.step).padStart(6)}  ${who.padEnd(16)} ${what}`);
  }

  /** Oldest first. */
  all(): readonly string[] {
    return this.lines ?? [];
  }

  get isKept(): boolean {
    return this.lines !== null;
  }
}

// What was found broken, by promise (docs/reliability.md has the list).

export type PromiseNumber = 1 | 2 | 3 | 4 | 5 | 6;

export interface Breach {
  readonly promise: PromiseNumber;
  readonly what: string;
}

/** Takes breaches; the same twice is one. */
export class Verdict {
  private readonly breaches = new Map<string, Breach>();

  broken(promise: PromiseNumber, what: string): void {
    this.breaches.set(`${promise} ${what}`, { promise, what });
  }

  get isKept(): boolean {
    return this.breaches.size === 0;
  }

  all(): readonly Breach[] {
    return [...this.breaches.values()];
  }
}

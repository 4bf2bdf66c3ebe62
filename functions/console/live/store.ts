// The state of the page, in one place. Views say what they look at and are told when that has changed; many changes of one
// moment are told once, before the browser draws.

export type Listener = () => void;

export class Store<S extends object> {
  private state: S;
  private readonly listeners = new Set<Listener>();
  private isTelling = false;

  constructor(initial: S) {
    this.state = initial;
  }

  get(): S {
    return this.state;
  }

  set(changes: Partial<S>): void {
    this.state = { ...this.state, ...changes };
    if (this.isTelling) return;
    this.isTelling = true;
    queueMicrotask(() => {
      this.isTelling = false;
      for (const listener of [...this.listeners]) listener();
    });
  }

  /** Calls `draw` now, and whenever one of the parts is another one than before. */
  watch(parts: (state: S) => readonly unknown[], draw: (state: S) => void): void {
    let seen = parts(this.state);
    draw(this.state);
    this.listeners.add(() => {
      const now = parts(this.state);
      if (now.every((part, index) => Object.is(part, seen[index]))) return;
      seen = now;
      draw(this.state);
    });
  }
}

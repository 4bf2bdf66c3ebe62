// Runs programs one step at a time, in an order drawn from a seed: every call that leaves a function is a place where it
// may be overtaken or die. After the simulation of FoundationDB (Zhou et al., "FoundationDB: A Distributed Unbundled
// Transactional Key Value Store", SIGMOD 2021, section 4).
import type { Random } from '../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../shared/kernel/units.ts';
import type { Faults } from './faults.ts';
import type { Trace } from './trace.ts';

/** One run of a function. Dead, it is never heard of again; slow, it hardly gets a turn. */
export interface Program {
  readonly name: string;
  readonly isSlow: boolean;
  /** When the platform ends it. */
  readonly endsAt: EpochSeconds;
  /** Of its clock. */
  readonly skewSec: Seconds;
  isDead: boolean;
}

interface Waiting {
  readonly program: Program;
  /** Whether its call is yet to take effect. */
  readonly isBefore: boolean;
  readonly go: () => void;
}

/** A slow program's turn, one in so many when others wait. */
const SLOW_ONE_IN = 40;
/** A call under way is done with, whatever happens, so long after its function ended: the client's own time-out. */
const LATE_CALL_SEC: Seconds = 120;

export class Scheduler {
  private waiting: Waiting[] = [];
  private readonly rng: Random;
  private readonly faults: Faults;
  private readonly trace: Trace;
  private readonly now: () => EpochSeconds;

  constructor(parts: { rng: Random; faults: Faults; trace: Trace; now: () => EpochSeconds }) {
    this.rng = parts.rng;
    this.faults = parts.faults;
    this.trace = parts.trace;
    this.now = parts.now;
  }

  get isIdle(): boolean {
    return this.waiting.length === 0;
  }

  /** Waits for the program's turn; never, once it is dead. `isBefore`: a call of it is about to take effect. */
  turn(program: Program, isBefore: boolean): Promise<void> {
    return new Promise((resolve) => {
      if (!program.isDead) this.waiting.push({ program, isBefore, go: resolve });
    });
  }

  /** Lets one waiting program take one step; false when none waits. */
  async step(): Promise<boolean> {
    // Everything that can run without a call runs first, so the choice depends on the seed alone.
    await new Promise((resolve) => setImmediate(resolve));
    this.endOverdue();
    if (this.waiting.length === 0) return false;
    const chosen = this.choose();
    if (!chosen.program.isDead && this.faults.strikes('crash')) this.kill(chosen.program, 'dies');
    else chosen.go();
    return true;
  }

  /** The program stops here. Half of its calls under way take effect later all the same. */
  private kill(program: Program, how: string): void {
    program.isDead = true;
    this.trace.note(program.name, how);
    this.waiting = this.waiting.filter(
      (one) => one.program !== program || (one.isBefore && this.faults.below('crash', 2) === 0),
    );
  }

  /** The platform ends what runs too long, and late calls are given up. */
  private endOverdue(): void {
    const now = this.now();
    for (const { program } of [...this.waiting])
      if (!program.isDead && program.endsAt <= now) this.kill(program, 'is ended by its time-out');
    this.waiting = this.waiting.filter(({ program }) => program.endsAt + LATE_CALL_SEC > now);
  }

  private choose(): Waiting {
    const awake = this.waiting.filter(({ program }) => !program.isSlow && !program.isDead);
    const pool = awake.length === 0 || this.rng.below(SLOW_ONE_IN) === 0 ? this.waiting : awake;
    const chosen = pool[this.rng.below(pool.length)] as Waiting;
    const place = this.waiting.indexOf(chosen);
    this.waiting.splice(place, 1);
    return chosen;
  }
}

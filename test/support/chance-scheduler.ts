// Runs several asynchronous programs one step at a time, in an order drawn from a seed: every call of a port is a place
// where a program may be overtaken, may die without a word, or may not learn what became of its write. After FoundationDB's
// simulation (Zhou et al., "FoundationDB: A Distributed Unbundled Transactional Key Value Store", SIGMOD 2021, section 4).
import { Unavailable } from '../../shared/app/errors.ts';
import { Random } from '../../shared/kernel/random.ts';

export interface FaultRates {
  /** Chances in basis points, at each call: the program dies before or after it, gets no answer, or sends it twice. */
  readonly deathBp: number;
  readonly lostAnswerBp: number;
  readonly repeatBp: number;
}

interface Waiting {
  readonly program: Program;
  readonly go: () => void;
}

/** One run of a handler: it ends, or it dies at a call and is never heard of again. A slow one hardly gets a turn. */
export class Program {
  isDead = false;
  readonly isSlow: boolean;

  constructor(isSlow: boolean) {
    this.isSlow = isSlow;
  }
}

export const CALM: FaultRates = { deathBp: 0, lostAnswerBp: 0, repeatBp: 0 };

export class ChanceScheduler {
  readonly rng: Random;
  deaths = 0;
  lostAnswers = 0;
  private waiting: Waiting[] = [];
  private rates: FaultRates = CALM;

  constructor(seed: number) {
    this.rng = new Random(seed);
  }

  /** From now on faults happen at these rates. */
  inject(rates: FaultRates): void {
    this.rates = rates;
  }

  /** The port, for one program: each of its calls waits for its turn, before it is made and before it is answered. */
  wrap<T extends object>(port: T, program: Program): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await this.turn(program);
          // A client that got no answer sends again by itself; the second answer is all that the program sees.
          if (this.happens(this.rates.repeatBp)) await member.apply(target, args);
          const answer: unknown = await member.apply(target, args);
          await this.turn(program);
          if (this.happens(this.rates.lostAnswerBp)) {
            this.lostAnswers += 1;
            throw new Unavailable(String(name), { cause: new Error('the answer got lost') });
          }
          return answer;
        };
      },
    });
  }

  /** Lets one waiting program take one step; false when none waits. */
  async step(): Promise<boolean> {
    // Everything that can run without a port runs first, so the choice depends on the seed alone.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.waiting.length === 0) return false;
    const chosen = this.choose();
    if (this.happens(this.rates.deathBp)) {
      this.deaths += 1;
      chosen.program.isDead = true;
      this.waiting = this.waiting.filter(({ program }) => program !== chosen.program);
    } else chosen.go();
    return true;
  }

  private choose(): Waiting {
    const awake = this.waiting.filter(({ program }) => !program.isSlow);
    const pool = awake.length === 0 || this.rng.below(50) === 0 ? this.waiting : awake;
    const chosen = pool[this.rng.below(pool.length)] as Waiting;
    this.waiting = this.waiting.filter((waiting) => waiting !== chosen);
    return chosen;
  }

  private turn(program: Program): Promise<void> {
    return new Promise((resolve) => {
      if (!program.isDead) this.waiting.push({ program, go: resolve });
    });
  }

  private happens(basisPoints: number): boolean {
    return basisPoints > 0 && this.rng.below(10_000) < basisPoints;
  }
}

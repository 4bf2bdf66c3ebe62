// One clock for all threads: three numbers in shared memory, so every thread sees it move at once and without a message.
// Speed 0 stands still until it is moved by hand; any other speed runs by itself, that many virtual seconds a real one.
import type { EpochSeconds, Milliseconds } from '../../../../shared/kernel/units.ts';

/** [0] virtual ms at the base, [1] real ns (hrtime, common to all threads) at the base, [2] speed in thousandths. */
export type ClockMemory = SharedArrayBuffer;

const BASE_VIRTUAL_MS = 0;
const BASE_REAL_NS = 1;
const SPEED_MILLI = 2;
const SLOTS = 3;

/** Reads the clock from any thread, in whole virtual milliseconds since 1970. */
export function clockReader(memory: ClockMemory): () => Milliseconds {
  const slots = new BigInt64Array(memory);
  return () => {
    const base = Number(Atomics.load(slots, BASE_VIRTUAL_MS));
    const speedMilli = Number(Atomics.load(slots, SPEED_MILLI));
    if (speedMilli === 0) return base;
    const realNs = Number(process.hrtime.bigint() - Atomics.load(slots, BASE_REAL_NS));
    return Math.floor(base + (realNs * speedMilli) / 1e9);
  };
}

/** The owner's side of the clock: only the thread that made it moves it. */
export class VirtualClock {
  readonly memory: ClockMemory = new SharedArrayBuffer(SLOTS * BigInt64Array.BYTES_PER_ELEMENT);
  /** Virtual seconds a real second; 0 when it stands. */
  readonly speed: number;
  private readonly slots = new BigInt64Array(this.memory);
  private readonly read = clockReader(this.memory);

  /** Stands at `startAt` until it is started. @param speed 0, or 0.001 and more. */
  constructor(startAt: EpochSeconds, speed: number) {
    this.speed = speed;
    Atomics.store(this.slots, BASE_VIRTUAL_MS, BigInt(startAt) * 1000n);
  }

  /** Lets a clock with a speed run; one without stays where it is. */
  start(): void {
    Atomics.store(this.slots, BASE_REAL_NS, process.hrtime.bigint());
    Atomics.store(this.slots, SPEED_MILLI, BigInt(Math.round(this.speed * 1000)));
  }

  nowMs(): Milliseconds {
    return this.read();
  }

  now(): EpochSeconds {
    return Math.floor(this.read() / 1000);
  }

  /** Moves a standing clock forward; an earlier moment leaves it where it is. */
  moveTo(at: EpochSeconds): void {
    if (at * 1000 > this.read()) Atomics.store(this.slots, BASE_VIRTUAL_MS, BigInt(at) * 1000n);
  }
}

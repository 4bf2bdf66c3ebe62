// A time box seen as units of work: stretch by stretch the rate so far says how many units the next stretch will take. What
// was said is kept, so that a run cut by the clock can be repeated without one.
import type { Milestone, Pace } from '../../../shared/app/solve-pairs.ts';

/** What a box counts: wall time, or CPU time of the process or of the thread, for measurements on a machine shared with others. */
export type Clock = 'wall' | 'cpu' | 'thread-cpu';

/** Kept free at the end of the box, for the last step and the decoding of the plan. */
const RESERVE_MS = 4;

const STRETCHES = 64;

/** Units of the first stretch, before any rate is known. */
const FIRST_UNITS = 20_000;

/** A milestone as it is recorded: so many units, this share of the box. */
export type RecordedMilestone = readonly [units: number, share: number];

export interface Box {
  readonly pace: Pace;
  readonly stop: () => boolean;
  readonly milestones: readonly RecordedMilestone[];
  readonly elapsedMs: () => number;
  /** On its clock; the wall clock is the same in all threads. */
  readonly openedAtMs: number;
  /** Until `stop` says so. */
  readonly remainingMs: () => number;
}

export interface BoxOptions {
  /** Now, if left out. */
  readonly openedAtMs?: number;
  readonly reserveMs?: number;
}

/** A box that opens now, or has been opened. */
export function openBox(seconds: number, clock: Clock, options: BoxOptions = {}): Box {
  const now = CLOCKS[clock];
  const { openedAtMs = now(), reserveMs = RESERVE_MS } = options;
  const limit = Math.max(1, 1000 * seconds - reserveMs);
  const milestones: RecordedMilestone[] = [];
  const pace: Pace = (units, share) => {
    const used = (now() - openedAtMs) / limit;
    const rate = units / Math.max(used, 1e-6);
    const milestone: Milestone =
      units === 0
        ? { units: FIRST_UNITS, share: Math.min(1, Math.max(used, 1 / STRETCHES / 8)) }
        : { units: units + Math.ceil(rate / STRETCHES), share: Math.min(1, Math.max(share, used + 1 / STRETCHES)) };
    milestones.push([milestone.units, milestone.share]);
    return milestone;
  };
  const remainingMs = () => openedAtMs + limit - now();
  return {
    pace,
    milestones,
    stop: () => remainingMs() <= 0,
    elapsedMs: () => now() - openedAtMs,
    openedAtMs,
    remainingMs,
  };
}

/** The pace of an earlier run. */
export function replayedPace(milestones: readonly RecordedMilestone[]): Pace {
  let next = 0;
  return (units) => {
    const [until, share] = milestones[next++] ?? [units + 1, 1];
    return { units: until, share };
  };
}

const CLOCKS: Readonly<Record<Clock, () => number>> = {
  wall: () => Number(process.hrtime.bigint()) / 1e6,
  cpu: () => sumMs(process.cpuUsage()),
  'thread-cpu': () => sumMs(process.threadCpuUsage()),
};

const sumMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

// A time box seen as units of work: stretch by stretch the rate so far says how many units the next stretch will take. What
// was said is kept, so that a run cut by the clock can be repeated without one.
import type { Milestone, Pace } from '../../../shared/app/solve-pairs.ts';

/** What a box counts: wall time, or the process's own CPU time, for measurements on a machine shared with others. */
export type Clock = 'wall' | 'cpu';

/** Kept free at the end of the box, for the last step and the decoding of the plan. */
const RESERVE_MS = 4;

const STRETCHES = 64;

/** Units of the first stretch, before any rate is known. */
const FIRST_UNITS = 20_000;

export interface Box {
  readonly pace: Pace;
  readonly stop: () => boolean;
  readonly milestones: readonly Milestone[];
  readonly elapsedMs: () => number;
  /** When it stops: the box less what is kept free at its end. */
  readonly limitMs: number;
}

/** A box that opens now, or did so at a moment of its clock. */
export function openBox(
  seconds: number,
  clock: Clock,
  {
    openedAt = nowOf(clock)(),
    reserveMs = RESERVE_MS,
  }: { readonly openedAt?: number; readonly reserveMs?: number } = {},
): Box {
  const now = nowOf(clock);
  const limit = Math.max(1, 1000 * seconds - reserveMs);
  const milestones: Milestone[] = [];
  const pace: Pace = (units, share) => {
    const used = (now() - openedAt) / limit;
    const rate = units / Math.max(used, 1e-6);
    const milestone =
      units === 0
        ? { units: FIRST_UNITS, share: Math.min(1, Math.max(used, 1 / STRETCHES / 8)) }
        : { units: units + Math.ceil(rate / STRETCHES), share: Math.min(1, Math.max(share, used + 1 / STRETCHES)) };
    milestones.push(milestone);
    return milestone;
  };
  const elapsedMs = () => now() - openedAt;
  return { pace, milestones, limitMs: limit, stop: () => elapsedMs() >= limit, elapsedMs };
}

const nowOf = (clock: Clock): (() => number) => (clock === 'wall' ? () => performance.now() : cpuMs);

/** The pace of an earlier run. */
export function replayedPace(milestones: readonly Milestone[]): Pace {
  let next = 0;
  return (units) => milestones[next++] ?? { units: units + 1, share: 1 };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

// Finds what it takes to break a promise: fewer steps, whole kinds of faults left out, then single ones. Each try is a storm
// of its own, so what is left breaks the promise again whenever it is played. (Zeller and Hildebrandt, "Simplifying and
// Isolating Failure-Inducing Input", IEEE TSE 2002; here greedily, one at a time.)
import { FAULT_KINDS, type FaultKind, type LeftOut, NOTHING_LEFT_OUT } from './faults.ts';
import { playStorm, type StormOptions, type StormResult } from './storm.ts';

/** Single faults that are tried to be left out at most: each is a storm. */
const MOST_TRIES = 400;

export interface Minimal {
  readonly options: StormOptions;
  /** Traced. */
  readonly result: StormResult;
}

/** Null: the storm breaks nothing. */
export async function minimize(options: StormOptions): Promise<Minimal | null> {
  let result = await playStorm(options);
  if (result.brokenAt === null) return null;
  let best: StormOptions = { ...options, steps: Math.min(options.steps, result.brokenAt) };
  const isBroken = async (leftOut: LeftOut): Promise<boolean> => {
    const tried = await playStorm({ ...best, leftOut });
    if (tried.brokenAt === null) return false;
    result = tried;
    best = { ...best, leftOut, steps: Math.min(best.steps, tried.brokenAt) };
    return true;
  };
  for (const kind of FAULT_KINDS) await isBroken(without(best, kind));
  await leaveOutSingles(
    () => result,
    () => best,
    isBroken,
  );
  return { options: best, result: await playStorm({ ...best, isTraced: true }) };
}

async function leaveOutSingles(
  result: () => StormResult,
  best: () => StormOptions,
  isBroken: (leftOut: LeftOut) => Promise<boolean>,
): Promise<void> {
  const tried = new Set<string>();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { kinds, single } = best().leftOut ?? NOTHING_LEFT_OUT;
    const next = result().faultNames.find(
      (name) => !tried.has(name) && !single.has(name) && !kinds.has(name.split(':')[0] as FaultKind),
    );
    if (next === undefined) return;
    tried.add(next);
    await isBroken({ kinds, single: new Set([...single, next]) });
  }
}

function without({ leftOut = NOTHING_LEFT_OUT }: StormOptions, kind: FaultKind): LeftOut {
  return { kinds: new Set([...leftOut.kinds, kind]), single: leftOut.single };
}

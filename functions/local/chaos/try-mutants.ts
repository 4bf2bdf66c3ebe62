// Plays storms on every mutant, each in a process of its own, until one breaks a promise. A mutant that breaks none says
// that the storms do not look there.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MUTANTS, type Mutant } from './mutants/mutants.ts';

const PRELOAD = fileURLToPath(new URL('mutants/preload.ts', import.meta.url));
const CHAOS = fileURLToPath(new URL('../chaos.ts', import.meta.url));

export interface MutantOutcome {
  readonly mutant: Mutant;
  /** The first breach; null: it survived. */
  readonly breach: string | null;
}

/** One after the other; `onOutcome` hears of each. Throws when a mutant cannot be played. */
export async function tryMutants(
  { seeds, steps }: { readonly seeds: number; readonly steps: number },
  onOutcome: (outcome: MutantOutcome) => void,
): Promise<void> {
  for (const mutant of MUTANTS) onOutcome({ mutant, breach: await breachOf(mutant, seeds, steps) });
}

function breachOf({ name }: Mutant, seeds: number, steps: number): Promise<string | null> {
  const args = ['--import', PRELOAD, CHAOS, '--seeds', `${seeds}`, '--steps', `${steps}`, '--first'];
  const env = { ...process.env, REBATCH_MUTANT: name };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const breach = stdout.split('\n').find((line) => line.includes('promise'));
      if (error === null) resolve(null);
      else if (breach !== undefined) resolve(breach);
      else reject(new Error(`mutant ${name} could not be played: ${stderr || error.message}`));
    });
  });
}

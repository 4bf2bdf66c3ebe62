// The flags of `simulate mdrp`: commander knows which there are, the schema says what they may be, all faults at once.
import { Command } from 'commander';
import { z } from 'zod';
import type { Conditions } from '../../../shared/sim/conditions.ts';
import { addConditionOptions, conditionShape, conditionsOf, describeFlagFault } from '../condition-flags.ts';
import { isBaseline } from '../mdrp-planner.ts';

export interface MdrpOptions {
  /** Folder of the day. */
  readonly in: string;
  /** Folder for the solution files and the metrics. */
  readonly out: string;
  /** Name of a policy, or a file with one. */
  readonly policy: string;
  readonly seed: number;
  readonly conditions: Conditions;
  /** Minute of the day at which the snapshot is kept, and the file for it; null: none is. */
  readonly snapshot: { readonly minute: number; readonly file: string } | null;
}

const folder = z.string({ error: 'it is missing: name a folder' }).min(1, { error: 'name a folder' });

const flags = z
  .object({
    in: folder,
    out: folder,
    policy: z.string().min(1, { error: 'name a policy or a file' }),
    ...conditionShape,
    seed: z
      .string()
      .regex(/^\d{1,9}$/, { error: 'give a whole number from 0 on, of at most nine digits' })
      .transform(Number),
    snapshotAt: z
      .string()
      .regex(/^\d{1,4}$/, { error: 'give a minute of the day, from 0 on' })
      .transform(Number)
      .optional(),
    snapshot: z.string().min(1, { error: 'name a file' }).optional(),
  })
  .superRefine(({ snapshot, snapshotAt, policy }, { addIssue }) => {
    const fault = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (snapshot === undefined && snapshotAt !== undefined) fault('snapshot', 'it is missing: name a file');
    if (snapshot !== undefined && snapshotAt === undefined) fault('snapshotAt', 'it is missing: give a minute');
    if (snapshot !== undefined && isBaseline(policy)) fault('snapshot', 'the baselines plan without snapshots');
  });

/** The options that were given, or everything that is wrong with them, a line each. */
export function readMdrpOptions(given: Readonly<Record<string, unknown>>): MdrpOptions | { readonly faults: string[] } {
  const parsed = flags.safeParse(given);
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => describeFlagFault(issue, given)) };
  const { in: input, out, policy, seed, snapshot: file, snapshotAt: minute } = parsed.data;
  const snapshot = file === undefined || minute === undefined ? null : { minute, file };
  return { in: input, out, policy, seed, conditions: conditionsOf(parsed.data), snapshot };
}

export const mdrpOptionsCommand = (): Command =>
  addConditionOptions(new Command('mdrp'))
    .description('One Grubhub meal delivery day (Reyes et al. 2018), in memory and in virtual time, judged.')
    .option('--in <dir>', 'the folder of the day')
    .option('--out <dir>', 'where the three solution files and metrics.json go')
    .option(
      '--policy <name>',
      'default, hungarian or published (baselines), or a JSON file with what differs from the default',
      'default',
    )
    .option('--seed <number>', 'seed of the search', '1')
    .option('--snapshot-at <minute>', 'keep the snapshot of the first moment from this minute of the day on')
    .option('--snapshot <file>', 'in this file, for solve snapshot')
    .allowExcessArguments(false);

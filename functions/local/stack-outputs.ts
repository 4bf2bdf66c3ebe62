// The outputs of a deployed stack, from the file that `npm run deploy` writes.
import { readFile } from 'node:fs/promises';
import type { Fault } from '../../shared/app/ports.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

export type Outputs = Readonly<Record<string, string>>;

export const OUTPUTS_FILE = 'build/outputs.json';

/** @param stack which of several in the file; may be left out where there is one */
export async function readOutputs(file: string, stack?: string): Promise<Result<Outputs, Fault>> {
  let stacks: Readonly<Record<string, Outputs>>;
  try {
    stacks = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const cause = `the outputs of the stack cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return err({
      code: 'OUTPUTS_UNREADABLE',
      cause,
      action: 'Deploy (npm run deploy), or name another file: --outputs.',
    });
  }
  const names = Object.keys(stacks);
  const wanted = stack ?? (names.length === 1 ? names[0] : undefined);
  const outputs = wanted === undefined ? undefined : stacks[wanted];
  if (outputs !== undefined) return ok(outputs);
  return err({
    code: 'STACK_UNKNOWN',
    cause: `${file} has the stacks ${names.join(', ') || '(none)'}`,
    action: 'Name one of them: --stack.',
  });
}

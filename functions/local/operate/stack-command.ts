// What all commands of an operator have in common: which stack, how to reach it, and what the exit codes mean.
import { Command } from 'commander';
import type { Fault } from '../../../shared/app/ports.ts';
import { err, type Result } from '../../../shared/kernel/result.ts';
import { callFailed } from '../client-config.ts';
import { sayFaults } from '../snapshot/read-snapshot.ts';
import { OUTPUTS_FILE, type Outputs, readOutputs } from '../stack-outputs.ts';
import { OperatedStack } from './operated-stack.ts';

export interface StackFlags {
  readonly outputs: string;
  readonly stack?: string;
  readonly endpoint?: string;
}

/** What to say, and whether all that was asked for is done. */
export interface Report {
  readonly text: string;
  readonly isDone: boolean;
}

export type Reported = Result<Report, readonly Fault[]>;

/** 0: it is done; 1: it is not, or not yet; 2: it could not be done as asked. */
export const stackCommand = (name: string): Command =>
  new Command(name)
    .option('--outputs <file>', 'outputs of the stack, as npm run deploy writes them', OUTPUTS_FILE)
    .option('--stack <name>', 'which stack, where the file has several')
    .option('--endpoint <url>', 'where it is not at AWS; AWS_ENDPOINT_URL_SQS and _DYNAMODB tell two apart')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

/** Opens the stack, does the work and says what became of it. */
export async function report(flags: StackFlags, work: (stack: OperatedStack) => Promise<Reported>): Promise<void> {
  const outputs = await readOutputs(flags.outputs, flags.stack);
  const reported = outputs.ok ? await attempt(outputs.value, flags, work) : err([outputs.error]);
  if (reported.ok) process.stdout.write(`${reported.value.text}\n`);
  else process.stderr.write(`${sayFaults(reported.error)}\n`);
  process.exitCode = reported.ok ? Number(!reported.value.isDone) : 2;
}

async function attempt(
  outputs: Outputs,
  { endpoint }: StackFlags,
  work: (stack: OperatedStack) => Promise<Reported>,
): Promise<Reported> {
  let stack: OperatedStack | null = null;
  try {
    stack = new OperatedStack(outputs, endpoint);
    return await work(stack);
  } catch (error) {
    return err([callFailed(error)]);
  } finally {
    stack?.close();
  }
}

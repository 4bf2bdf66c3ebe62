// `solve what-if`: a question about a zone in a file, answered without changing anything.
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';
import { parseQuestion } from '../../../shared/adapters/schema/parse.ts';
import { warmUp } from '../../../shared/app/warm-up.ts';
import { whatIf } from '../../../shared/app/what-if.ts';
import type { WhatIfQuestion } from '../../../shared/domain/what-if.ts';
import { readSnapshot, sayFaults } from './read-snapshot.ts';

interface AskFlags {
  readonly in: string;
  readonly question: string;
}

/** 0: answered; 2: it could not be, as asked. */
export const askSnapshotCommand = (): Command =>
  new Command('what-if')
    .description('a question about a zone in a file: its answer as JSON (docs/what-if.md)')
    .requiredOption('--in <file>', 'the snapshot, JSON')
    .requiredOption('--question <file>', 'the question, JSON')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .action(ask);

async function ask(flags: AskFlags, command: Command): Promise<void> {
  const question = await readQuestion(flags.question, command);
  const read = await readSnapshot(flags.in, new MemoryTelemetry());
  if (!read.ok) return command.error(`${flags.in} was not asked.\n${sayFaults(read.error)}`);
  warmUp();
  const { snapshot, travel } = read.value;
  const answer = await whatIf({ travel }, snapshot, question);
  if (!answer.ok) return command.error(`${answer.error}: the question is about somebody who is not in ${flags.in}.`);
  process.stdout.write(`${JSON.stringify(answer.value, null, 2)}\n`);
}

async function readQuestion(file: string, command: Command): Promise<WhatIfQuestion> {
  const text = await readFile(file, 'utf8').catch((error: Error) =>
    command.error(`error: FLAG_INVALID: --question ${file} cannot be read: ${error.message}. Name another.`),
  );
  const parsed = parseQuestion(parseJson(text));
  return parsed.ok ? parsed.value : command.error(`${file} is no question.\n${sayFaults(parsed.error)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

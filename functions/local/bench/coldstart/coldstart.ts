// `bench coldstart`: what a function does before its first invocation, in fresh processes, and what its bundle is made of.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { ENV } from '../../../env.ts';
import { wholeFrom } from '../../flags.ts';
import { describeMachine, thisMachine } from '../machine.ts';
import { type Bundled, coldstartTable, contentsTable, type Starts } from './coldstart-table.ts';
import type { Started } from './start-probe.ts';

interface ColdstartFlags {
  readonly runs: number;
  readonly top: number;
  readonly json?: string;
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PROBE = fileURLToPath(new URL('./start-probe.ts', import.meta.url));
const run = promisify(execFile);

export const coldstartCommand = (): Command =>
  new Command('coldstart')
    .description('import, clients and pre-warm of each bundled function in fresh processes, and what is in the bundles')
    .option('--runs <n>', 'processes of each kind', wholeFrom(1, 1000), 11)
    .option('--top <n>', 'packages of a bundle to name', wholeFrom(1, 50), 6)
    .option('--json <file>', 'write every run here too')
    .action(runColdstart);

async function runColdstart({ runs, top, json }: ColdstartFlags): Promise<void> {
  const bundles = await bundle();
  const clients = await probe(runs, 'clients');
  const starts: Starts[] = [];
  for (const one of bundles) {
    starts.push({ name: one.name, whole: await probe(runs, 'start', join(one.dir, 'handler.mjs')), clients });
    process.stderr.write(`${one.name}: ${runs} starts\n`);
  }
  const machine = await thisMachine();
  const tables = [coldstartTable(bundles, starts), contentsTable(bundles, top)];
  process.stdout.write(`${tables.join('\n\n')}\nmeasured: ${describeMachine(machine)}, ${runs} processes each\n`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ machine, bundles, starts }, null, 2)}\n`);
}

/** The bundles as they are deployed, by the bundler itself. */
async function bundle(): Promise<readonly Bundled[]> {
  const { stdout } = await run(process.execPath, ['infra/bundle.ts', '--json'], { cwd: ROOT, maxBuffer: 2 ** 26 });
  const bundles: readonly Omit<Bundled, 'gzipBytes'>[] = JSON.parse(stdout);
  return bundles.map((one) => ({ ...one, gzipBytes: gzipSync(readFileSync(join(one.dir, 'handler.mjs'))).length }));
}

async function probe(runs: number, ...args: readonly string[]): Promise<readonly Started[]> {
  const started: Started[] = [];
  for (let i = 0; i < runs; i++) {
    const { stdout } = await run(process.execPath, [PROBE, ...args], { env: environment() });
    started.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  }
  return started;
}

/** What the stack and Lambda set, and nothing of this machine. */
function environment(): NodeJS.ProcessEnv {
  const variables = Object.fromEntries(Object.values(ENV).map((name) => [name, `https://sqs.invalid/0/${name}`]));
  const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  return { AWS_REGION: 'eu-west-1', NODE_OPTIONS: '--enable-source-maps', ...credentials, ...variables };
}

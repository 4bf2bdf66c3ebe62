// `bench cycle`: cycles under load, on the twins in memory and through the local stack; latency, consumption, money.
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { warmUp } from '../../../../shared/app/warm-up.ts';
import { buildStack } from '../../build-stack.ts';
import { parseWhole, wholeFrom } from '../../flags.ts';
import { describeMachine, thisMachine } from '../machine.ts';
import { type CycleCase, nameOf, parseCases } from './cycle-case.ts';
import { consumptionTable, latencyTable, zoneDayTable } from './cycle-table.ts';
import type { LoadTimes } from './load-zones.ts';
import type { Measured } from './measured.ts';
import { runInMemory } from './memory-run.ts';
import { runOnStack } from './stack-run.ts';

interface CycleFlags {
  readonly cases: readonly CycleCase[];
  readonly on: 'memory' | 'stack' | 'both';
  readonly cycles: number;
  readonly seed: number;
  readonly concurrency: number;
  readonly json?: string;
}

/** More open orders, more and less of them that change, more zones; 200 zones take minutes to fill on the stack. */
const USUAL_CASES = '1x50,1x200@20,1x200,1x200@80,1x1000,1x2000,20x50';
/** Monday, 5 January 2026, noon. */
const START_AT = 1_767_614_400;
const STEP_SEC = 15;
const MOST_WARM_UP_MIN = 15;

export const cycleCommand = (): Command =>
  new Command('cycle')
    .description('cycles under load: throughput, latency by parts, consumption and money, memory')
    .option(
      '--cases <list>',
      'ZONESxORDERS@MINUTES, with commas: zones, open orders in each, and how long an order is open on average',
      parseCases,
      parseCases(USUAL_CASES),
    )
    .addOption(new Option('--on <place>', 'where').choices(['memory', 'stack', 'both']).default('both'))
    .option(
      '--cycles <n>',
      'steps of 15 s that are measured, of all zones together at the least',
      wholeFrom(1, 10_000),
      16,
    )
    .option('--seed <n>', 'of the zones', parseWhole, 1)
    .option('--concurrency <n>', 'functions of one kind at work at once on the stack', wholeFrom(2, 50), 2)
    .option('--json <file>', 'write every cycle here too')
    .action(runCycle);

async function runCycle(flags: CycleFlags): Promise<void> {
  warmUp();
  const rows: Measured[] = [];
  if (flags.on !== 'stack')
    for (const load of flags.cases) rows.push(await told(runInMemory(load, flags.seed, timesOf(load, flags))));
  if (flags.on !== 'memory') {
    const assemblyDir = await buildStack('build/bench', { maximumConcurrency: String(flags.concurrency) });
    for (const load of flags.cases)
      rows.push(await told(runOnStack(load, flags.seed, timesOf(load, flags), assemblyDir)));
  }
  const machine = await thisMachine();
  process.stdout.write(`${report(rows)}\nmeasured: ${describeMachine(machine)}, seed ${flags.seed}\n`);
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify({ machine, flags, rows }, null, 2)}\n`);
}

/** Few zones get under way for long and are measured for many steps, many zones for few of each. */
function timesOf({ zones }: CycleCase, { cycles }: CycleFlags): LoadTimes {
  const warmUpMin = Math.max(3, Math.ceil(MOST_WARM_UP_MIN / zones));
  return { startAt: START_AT, warmUpMin, steps: Math.max(3, Math.ceil(cycles / zones)), stepSec: STEP_SEC };
}

async function told(run: Promise<Measured>): Promise<Measured> {
  const measured = await run;
  const { load, place, cycles, wallMs } = measured;
  process.stderr.write(`${nameOf(load)} on ${place}: ${cycles.length} cycles in ${(wallMs / 1000).toFixed(1)} s\n`);
  return measured;
}

function report(rows: readonly Measured[]): string {
  const metered = rows.filter(({ consumed }) => consumed !== null);
  const designed = metered.find(({ load }) => nameOf(load) === '1x1000@40');
  return [
    latencyTable(rows),
    ...(metered.length === 0 ? [] : ['', 'a cycle | 1,000 orders, all functions', consumptionTable(metered)]),
    ...(designed === undefined ? [] : ['', 'one zone, 1,000 open orders, a cycle every 15 s', zoneDayTable(designed)]),
  ].join('\n');
}

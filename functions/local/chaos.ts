// `npm run -s chaos`: plays the functions in storms of injected faults and watches the promises of docs/reliability.md.
import { Command, InvalidArgumentError } from 'commander';
import { FAULT_KINDS, type FaultKind, type LeftOut } from './chaos/faults.ts';
import { minimize } from './chaos/minimize.ts';
import { addTo, commandOf, minimalText, noTotals, totalsText } from './chaos/report.ts';
import { playStorm } from './chaos/storm.ts';
import { tryMutants } from './chaos/try-mutants.ts';
import { wholeFrom } from './flags.ts';

interface ChaosFlags {
  readonly seeds: number;
  readonly from: number;
  readonly steps: number;
  readonly seed?: number;
  readonly without: LeftOut;
  readonly first: boolean;
  readonly mutants: boolean;
}

const MAX_SEED = 999_999_999;

await new Command('npm run -s chaos --')
  .description('Storms of injected faults around the functions, on a simulated platform; the promises are watched.')
  .option('--seeds <n>', 'storms, of one seed each', wholeFrom(1, 1_000_000), 100)
  .option('--from <seed>', 'the first seed', wholeFrom(0, MAX_SEED), 1)
  .option('--steps <n>', 'steps of bad weather in each', wholeFrom(1, 1_000_000), 2000)
  .option('--seed <seed>', 'this storm only, with its trace', wholeFrom(0, MAX_SEED))
  .option('--without <fault,...>', 'leave out kinds of faults, or single ones (crash:3)', parseLeftOut, noneLeftOut())
  .option('--first', 'end with the first broken promise, as it is found', false)
  .option('--mutants', 'break the code in known ways instead, and see that the storms notice', false)
  .action(run)
  .parseAsync();

async function run(flags: ChaosFlags): Promise<void> {
  if (flags.mutants) return runMutants(flags);
  if (flags.seed !== undefined) return runOne(flags.seed, flags);
  const started = performance.now();
  const totals = noTotals();
  let broken = 0;
  for (let seed = flags.from; seed < flags.from + flags.seeds; seed++) {
    const options = { seed, steps: flags.steps, leftOut: flags.without };
    const result = await playStorm(options);
    addTo(totals, result);
    if (result.brokenAt === null) continue;
    broken += 1;
    process.exitCode = 1;
    const [breach] = result.breaches;
    if (flags.first)
      return print(`seed ${seed}: promise ${breach?.promise}: ${breach?.what}\nagain: ${commandOf(options)}`);
    const minimal = await minimize(options);
    if (minimal !== null) print(`${minimalText(minimal)}\n`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  print(totalsText(totals));
  print(`${totals.storms} storms of ${flags.steps} steps in ${seconds} s: ${broken} broke a promise`);
}

async function runOne(seed: number, { steps, without }: ChaosFlags): Promise<void> {
  const options = { seed, steps, leftOut: without, isTraced: true };
  const result = await playStorm(options);
  if (result.brokenAt !== null) process.exitCode = 1;
  if (result.brokenAt !== null) return print(minimalText({ options, result }));
  print(result.trace.join('\n'));
  print(`seed ${seed} keeps all promises`);
}

async function runMutants({ seeds, steps }: ChaosFlags): Promise<void> {
  let survivors = 0;
  await tryMutants({ seeds, steps }, ({ mutant, breach }) => {
    if (breach === null) survivors += 1;
    print(`${breach === null ? 'SURVIVES' : 'noticed '}  ${mutant.name.padEnd(24)} ${breach ?? mutant.harm}`);
  });
  print(survivors === 0 ? 'every mutant was noticed' : `${survivors} mutants were not noticed in ${seeds} storms`);
  if (survivors > 0) process.exitCode = 1;
}

function parseLeftOut(text: string): LeftOut {
  const names = text.split(',');
  const kindOf = (name: string): string => name.split(':')[0] ?? '';
  const unknown = names.filter((name) => !(FAULT_KINDS as readonly string[]).includes(kindOf(name)));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`no such fault: ${unknown.join(', ')}; there are ${FAULT_KINDS.join(', ')}.`);
  return {
    kinds: new Set(names.filter((name) => !name.includes(':')) as FaultKind[]),
    single: new Set(names.filter((name) => name.includes(':'))),
  };
}

function noneLeftOut(): LeftOut {
  return { kinds: new Set(), single: new Set() };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

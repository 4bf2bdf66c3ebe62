// The words of `npm run -s load`: flags in, faults and progress out.
import { writeFileSync } from 'node:fs';
import { MultiBar, Presets } from 'cli-progress';
import { Command } from 'commander';
import { makeClient } from '../../../shared/client/client.ts';
import { accessTo, LOCAL_API } from '../api-access.ts';
import { COLUMNS, KINDS } from './columns.ts';
import { type Checked, checkFiles, type LoadFile, type RowFault, type Sent, sendFiles } from './load.ts';

interface Flags {
  readonly orders?: string;
  readonly couriers?: string;
  readonly stores?: string;
  readonly api: string;
  readonly zone?: string;
  readonly dryRun: boolean;
  readonly skipFaulty: boolean;
  readonly faults?: string;
  readonly token?: string;
}

/** More are counted, and written to the file of --faults. */
const FAULTS_SHOWN = 50;
/** Of a call that gets no answer, a 429 or a 503: half a minute in all. */
const RETRIES = 8;

export const loadCommand = (): Command =>
  new Command('npm run -s load --')
    .description('Imports stores, couriers and orders from CSV files through the HTTP API (docs/import.md)')
    .option('--orders <file>', 'orders')
    .option('--couriers <file>', 'couriers')
    .option('--stores <file>', 'stores')
    .option('--api <url>', 'where the API is', process.env.REBATCH_API ?? LOCAL_API)
    .option('--zone <id>', 'the zone of rows without a column zoneId')
    .option('--dry-run', 'check everything and send nothing', false)
    .option('--skip-faulty', 'send the rows without faults', false)
    .option('--faults <file>', 'write all faults to this file, as CSV')
    .option('--token <jwt>', 'a token; without, calls to the cloud are signed with the usual AWS credentials')
    .addHelpText(
      'after',
      `\n${columnsHelp()}\n\nExit codes: 0 all is done, 1 rows were refused or it was stopped, 2 wrong input or no answer.`,
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (flags: Flags) => {
      process.exitCode = await load(flags);
    });

function columnsHelp(): string {
  return KINDS.map((kind) => {
    const lines = COLUMNS[kind].map(({ name, help, ifEmpty }) => {
      const usual =
        ifEmpty === 'required' || ifEmpty === 'left out' ? ifEmpty : `usually ${JSON.stringify(ifEmpty.value)}`;
      return `  ${name.padEnd(22)} ${help}${ifEmpty === 'left out' ? '' : ` (${usual})`}`;
    });
    return `Columns of ${kind}:\n${lines.join('\n')}`;
  }).join('\n');
}

async function load(flags: Flags): Promise<number> {
  const files = filesOf(flags);
  if (files.length === 0)
    return complain('FILES_NONE: no file is named. Name at least one of --stores, --couriers, --orders.');
  const zone = flags.zone ?? null;
  const now = Math.floor(Date.now() / 1000);
  const checked = await checkFiles(files, zone, now);
  sayFaults(checked.faults, flags.faults);
  sayRows(checked);
  const isSendable = checked.faults.length === 0 || (flags.skipFaulty && !checked.faults.some(isOfFile));
  if (flags.dryRun) {
    process.stdout.write(`Nothing was sent: it was a dry run.\n`);
    return checked.faults.length === 0 ? 0 : 2;
  }
  if (!isSendable) return complain('Nothing was sent. Correct the faults, or send the other rows with --skip-faulty.');
  return send(files, flags, zone, now, checked);
}

/** Of a header, or of what is no CSV: there is nothing to skip. */
const isOfFile = ({ code }: RowFault): boolean => /^(FILE|COLUMN)_/.test(code);

/** Stores before couriers before orders. */
const filesOf = (flags: Flags): readonly LoadFile[] =>
  KINDS.flatMap((kind) => (flags[kind] === undefined ? [] : [{ kind, file: flags[kind] }]));

function complain(words: string): number {
  process.stderr.write(`${words}\n`);
  return 2;
}

function sayRows({ rows, faults }: Checked): void {
  for (const [file, count] of rows) {
    const faulty = new Set(faults.filter((one) => one.file === file).map(({ line }) => line)).size;
    process.stdout.write(`${file}: ${count} rows${faulty > 0 ? `, ${faulty} with faults` : ''}\n`);
  }
}

function sayFaults(faults: readonly RowFault[], to: string | undefined): void {
  const lineOf = ({ file, line, column, code, cause, action }: RowFault): string =>
    `${file}:${line}${column === null ? '' : ` ${column}`}: ${code}: ${cause}. ${action}`;
  for (const fault of faults.slice(0, FAULTS_SHOWN)) process.stderr.write(`${lineOf(fault)}\n`);
  const others = faults.length - FAULTS_SHOWN;
  if (others > 0)
    process.stderr.write(
      `${others} more faults${to === undefined ? '; --faults FILE.csv takes them all' : ` are in ${to}`}\n`,
    );
  if (to === undefined) return;
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = faults.map(({ file, line, column, code, cause, action }) =>
    [quoted(file), line, quoted(column ?? ''), code, quoted(cause), quoted(action)].join(','),
  );
  writeFileSync(to, `${['file,line,column,code,cause,action', ...rows].join('\n')}\n`);
}

async function send(
  files: readonly LoadFile[],
  flags: Flags,
  zone: string | null,
  now: number,
  checked: Checked,
): Promise<number> {
  const { api } = flags;
  const progress = new Progress(checked.rows);
  let isAsked = false;
  const stop = (): void => {
    isAsked = true;
  };
  process.once('SIGINT', stop);
  try {
    const client = makeClient({ ...accessTo(api, flags.token), retries: RETRIES });
    const onProgress = (file: string, done: number): void => progress.reach(file, done);
    const sent = await sendFiles(files, { client, api, zone, now, isInterrupted: () => isAsked, onProgress });
    progress.stop();
    return sum(sent);
  } catch (error) {
    progress.stop();
    const why = error instanceof Error ? error.message : String(error);
    return complain(`LOAD_STOPPED: ${why}\nThe same command goes on where it stopped.`);
  } finally {
    process.off('SIGINT', stop);
  }
}

function sum({ applied, ignored, refused, isWhole }: Sent): number {
  sayFaults(refused, undefined);
  process.stdout.write(`${applied} applied, ${ignored} were there already or overtaken, ${refused.length} refused\n`);
  if (!isWhole) process.stdout.write('It was stopped. The same command goes on where it stopped.\n');
  return isWhole && refused.length === 0 ? 0 : 1;
}

/** A bar a file on a terminal, nothing elsewhere. */
class Progress {
  private readonly bars: MultiBar | null;
  private readonly byFile = new Map<string, ReturnType<MultiBar['create']>>();

  constructor(rows: ReadonlyMap<string, number>) {
    const format = '{file} {bar} {value} of {total}';
    this.bars = process.stderr.isTTY
      ? new MultiBar({ format, hideCursor: true, stream: process.stderr }, Presets.shades_classic)
      : null;
    for (const [file, count] of rows) {
      const bar = this.bars?.create(count, 0, { file });
      if (bar) this.byFile.set(file, bar);
    }
  }

  reach(file: string, done: number): void {
    this.byFile.get(file)?.update(done, { file });
  }

  stop(): void {
    this.bars?.stop();
  }
}

// The command `replay`: a line a solve. Exit codes: 0, all are the same, byte for byte; 1, one is not; 2, one is unusable.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { Command } from 'commander';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';
import { S3KeptSolves } from '../../../shared/adapters/s3/kept-solves.ts';
import type { ReadSolve } from '../../../shared/adapters/schema/kept-solve.ts';
import type { Fault, KeptSolves } from '../../../shared/app/ports.ts';
import { replaySolve } from '../../../shared/app/replay-solve.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { codeDigest } from '../../code-digest.ts';
import { clientConfig } from '../client-config.ts';
import { sayFaults, travelOf } from '../snapshot/read-snapshot.ts';
import { OUTPUTS_FILE, readOutputs } from '../stack-outputs.ts';
import { readKept } from './kept-file.ts';

interface ReplayFlags {
  readonly bucket?: string;
  readonly outputs: string;
  readonly stack?: string;
  readonly endpoint?: string;
  readonly snapshot?: string;
}

/** Written by `npm start` and `npm run synth`. */
const BUNDLE = 'build/functions/reoptimize/handler.mjs';

export const replayCommand = (): Command =>
  new Command('npm run -s replay --')
    .description('Does kept solves again and says whether they come out the same, byte for byte')
    .argument(
      '<solves...>',
      'files, or ZONE/REVISION in the archive of a stack (ZONE/REVISION-ATTEMPT: one of several)',
    )
    .option('--outputs <file>', 'outputs of the stack, as npm run deploy writes them', OUTPUTS_FILE)
    .option('--stack <name>', 'which stack, where the file has several')
    .option('--bucket <name>', 'the bucket of the archive, instead of what the outputs say')
    .option('--endpoint <url>', 'of S3, where it is not AWS')
    .option('--snapshot <file>', 'writes the snapshot of the last one here, for solve -- snapshot')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .action(async (solves: readonly string[], flags: ReplayFlags) => {
      const codes = [];
      for (const named of solves) codes.push(await replay(named, flags));
      process.exitCode = Math.max(...codes);
    });

async function replay(named: string, flags: ReplayFlags): Promise<number> {
  const kept = await readKept(named, () => openKept(flags));
  if (!kept.ok) return refuse(named, kept.error);
  const { snapshot, travel: given } = kept.value;
  const telemetry = new MemoryTelemetry();
  const travel = travelOf(snapshot, given, telemetry);
  if (!travel.ok) return refuse(named, travel.error);
  if (flags.snapshot !== undefined) await writeSnapshot(flags.snapshot, kept.value);
  const { difference } = await replaySolve({ travel: travel.value, telemetry }, kept.value);
  const name = `${snapshot.zone.zoneId}/${snapshot.revision + 1}-${kept.value.attempt}`;
  if (difference === null) {
    process.stdout.write(`${name} (${described(kept.value)}): the plan is the same, byte for byte\n`);
    return 0;
  }
  const { where, kept: before, replayed } = difference;
  process.stdout.write(
    `${name} (${described(kept.value)}): THE PLAN DIFFERS, first in ${where}\n  kept:     ${before}\n  replayed: ${replayed}\n` +
      `  ${whichCode(kept.value.code)}\n`,
  );
  return 1;
}

/** What it is, in a few words. */
function described({ outcome, error, tries }: ReadSolve): string {
  const wasCut = tries.find(({ stopReason }) => stopReason === 'deadline');
  const cut = wasCut === undefined ? '' : `, cut by the clock at ${wasCut.units} units`;
  const why = error === null ? '' : `: ${error}`;
  return `${outcome}${why}, ${tries.length} ${tries.length === 1 ? 'rung' : 'rungs'} tried${cut}`;
}

function whichCode(code: string): string {
  if (!existsSync(BUNDLE))
    return `It was made by code ${code}; nothing is bundled here to compare it with (npm run synth).`;
  const here = codeDigest(BUNDLE);
  if (here === code) return `It was made by the code that is bundled here, ${code}.`;
  return `It was made by code ${code}; bundled here is ${here}. Check out the version that was deployed.`;
}

async function writeSnapshot(file: string, { snapshot, travel }: ReadSolve): Promise<void> {
  const whole = travel === null ? snapshot : { ...snapshot, travel };
  await writeFile(file, `${JSON.stringify(whole, null, 2)}\n`);
}

async function openKept(flags: ReplayFlags): Promise<Result<KeptSolves, readonly Fault[]>> {
  const bucket = flags.bucket === undefined ? await bucketOf(flags) : ok(flags.bucket);
  if (!bucket.ok) return err([bucket.error]);
  const config = clientConfig('S3', flags.endpoint);
  const client = new S3Client({ ...config, forcePathStyle: config.endpoint !== undefined });
  return ok(new S3KeptSolves(client, bucket.value));
}

async function bucketOf(flags: ReplayFlags): Promise<Result<string, Fault>> {
  const outputs = await readOutputs(flags.outputs, flags.stack);
  if (!outputs.ok) return outputs;
  const bucket = outputs.value.SolvesBucketName;
  if (bucket !== undefined) return ok(bucket);
  const action = 'Deploy with -c archiveSolves=all, or a percentage.';
  return err({ code: 'ARCHIVE_OFF', cause: 'the stack keeps no solves', action });
}

function refuse(named: string, faults: readonly Fault[]): number {
  process.stderr.write(`${named} was not replayed.\n${sayFaults(faults)}\n`);
  return 2;
}

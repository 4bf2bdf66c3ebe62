// `solve snapshot`: one re-plan of a zone from a file, the way production makes it: encode, search, decode, check. The box
// holds everything but the warm-up of the engine.
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { HighsSelection } from '../../../shared/adapters/highs/highs-selection.ts';
import { MemoryTelemetry } from '../../../shared/adapters/memory/telemetry.ts';
import { makePlan, type PlanMade, type PlanRequest } from '../../../shared/app/make-plan.ts';
import type { RouteSelection } from '../../../shared/app/ports.ts';
import { warmUp } from '../../../shared/app/warm-up.ts';
import { isClosed } from '../../../shared/domain/order.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import { parseSeconds, parseWhole } from '../flags.ts';
import { type Box, openBox, replayedPace } from '../pdptw/box.ts';
import { readSnapshot, type SnapshotToSolve, sayFaults } from './read-snapshot.ts';
import { parseSnapshotRecord, type SnapshotRecord } from './snapshot-record.ts';

interface SnapshotFlags {
  readonly in: string;
  readonly out: string;
  readonly seconds?: number;
  readonly units?: number;
  readonly seed: number;
  readonly exact: boolean;
  readonly replay?: string;
}

/** Kept free at the end of the box for decoding and checking: a little, and this much an order. */
const RESERVE_MS = 8;
const RESERVE_MS_AN_ORDER = 0.05;

/** Of the box, with exact help: for the search; the solver has the rest. */
const SEARCH_SHARE = 0.7;

/** 0: there is a plan; 1: no plan passed the check; 2: it could not be solved as asked. */
export const solveSnapshotCommand = (): Command =>
  new Command('snapshot')
    .description("one re-plan of a zone from rebatch's own snapshot format (docs/snapshot.md)")
    .requiredOption('--in <file>', 'the snapshot, JSON')
    .requiredOption('--out <file>', 'where the plan goes, JSON')
    .option('--seconds <s>', 'the time box; left out with --units: none, without: the zone has one', parseSeconds)
    .option('--units <n>', 'work units at most: the same plan on any machine', parseWhole)
    .option('--seed <n>', 'seed of the search', parseWhole, 1)
    .option(
      '--exact',
      'with exact help: chooses among the queues found, for small zones and boxes of a second or more',
      false,
    )
    .option('--replay <file>', 'JSON line of an earlier run, which is repeated step by step, without a clock')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .action(solve);

async function solve(flags: SnapshotFlags, command: Command): Promise<void> {
  const isReplay = flags.replay !== undefined;
  if (isReplay && (flags.seconds !== undefined || flags.units !== undefined)) {
    command.error('error: FLAG_INVALID: --replay repeats a run as it was. Leave --seconds and --units out.');
  }
  const replayed = isReplay ? await readRecord(flags.replay ?? '', command) : null;
  warmUp();
  const highs = flags.exact ? new HighsSelection() : null;
  await highs?.warmUp();
  const { openedAtMs } = openBox(Number.POSITIVE_INFINITY, 'wall');
  const telemetry = new MemoryTelemetry();
  const read = await readSnapshot(flags.in, telemetry);
  if (!read.ok) return command.error(`${flags.in} was not solved.\n${sayFaults(read.error)}`);
  const { snapshot, travel } = read.value;
  const seconds = isReplay ? Number.POSITIVE_INFINITY : secondsOf(flags, snapshot);
  const reserveMs = RESERVE_MS + RESERVE_MS_AN_ORDER * snapshot.orders.length;
  const box = openBox(seconds, 'wall', { openedAtMs, reserveMs });
  const searchBox = flags.exact ? openBox(SEARCH_SHARE * seconds, 'wall', { openedAtMs, reserveMs: 0 }) : box;
  const request =
    replayed === null
      ? requestOf(flags, read.value, { box, searchBox, help: highs })
      : replayRequest(replayed, read.value);
  const clock = { now: () => snapshot.at, elapsedMs: box.elapsedMs };
  const made = await makePlan({ clock, travel, telemetry }, request);
  const wallMs = Math.round(10 * box.elapsedMs()) / 10;
  await highs?.close();

  if (made === null) return refuse(telemetry);
  await writeFile(flags.out, `${JSON.stringify(made.plan, null, 2)}\n`);
  const { solve: done } = made;
  const record: SnapshotRecord = {
    ...figuresOf(made, snapshot),
    units: done.units,
    iterations: done.iterations,
    wallMs,
    seed: done.seed,
    maxUnits: request.pace === undefined ? done.maxUnits : null,
    milestones: replayed?.milestones ?? searchBox.milestones,
    ...(request.help === undefined ? {} : { chosen: made.chosen }),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
}

interface SnapshotBox {
  readonly box: Box;
  /** What of it is the search's: all, without exact help. */
  readonly searchBox: Box;
  readonly help: RouteSelection | null;
}

/** A box that is not given is the zone's; units alone need none. */
const secondsOf = ({ seconds, units }: SnapshotFlags, { zone }: Snapshot): number =>
  seconds ?? (units === undefined ? zone.timeBoxMs / 1000 : Number.POSITIVE_INFINITY);

/** With seconds alone the box is the budget; else units are, those of the policy if need be, and the clock only guards. */
function requestOf(
  { seconds, units, seed }: SnapshotFlags,
  read: SnapshotToSolve,
  { box, searchBox, help }: SnapshotBox,
): PlanRequest {
  const request = {
    ...usualRequest(read, seed),
    deadlineMs: box.elapsedMs() + box.remainingMs(),
    ...(help === null ? {} : { help, searchUntilMs: searchBox.elapsedMs() + searchBox.remainingMs() }),
  };
  if (seconds !== undefined && units === undefined) return { ...request, pace: searchBox.pace };
  return units === undefined ? request : { ...request, snapshot: withUnits(read.snapshot, units) };
}

function replayRequest(record: SnapshotRecord, read: SnapshotToSolve): PlanRequest {
  const { seed, units, maxUnits, milestones, chosen } = record;
  const help: { help?: RouteSelection } = chosen === undefined ? {} : { help: { select: async () => chosen } };
  const request = {
    ...usualRequest(read, seed),
    ...help,
    deadlineMs: Number.POSITIVE_INFINITY,
    cuts: { search: units },
  };
  if (maxUnits !== null) return { ...request, snapshot: withUnits(read.snapshot, maxUnits) };
  return { ...request, pace: replayedPace(milestones) };
}

const usualRequest = ({ snapshot, revision }: SnapshotToSolve, seed: number) => ({
  snapshot,
  revision: revision + 1,
  seed,
  isCheap: false,
  readMs: 0,
});

const withUnits = (snapshot: Snapshot, maxUnits: number): Snapshot => ({
  ...snapshot,
  policy: { ...snapshot.policy, search: { ...snapshot.policy.search, maxUnits } },
});

function figuresOf({ plan, solve: { rung, stopReason } }: PlanMade, snapshot: Snapshot) {
  const batches = plan.routes.flatMap((route) => route.batches);
  return {
    orders: snapshot.orders.filter((order) => !isClosed(order)).length,
    assigned: batches.reduce((sum, { orderIds }) => sum + orderIds.length, 0),
    unassigned: plan.unassigned.length,
    cost: plan.cost.total,
    rung,
    stopReason,
  };
}

/** No plan passed the check: what the judge found, for each rung that was tried. */
function refuse(telemetry: MemoryTelemetry): void {
  const incidents = telemetry.entries('incident').map(({ message, fields }) => `${message}: ${JSON.stringify(fields)}`);
  process.stderr.write(`VIOLATION: no plan passed the check; nothing was written.\n${incidents.join('\n')}\n`);
  process.exitCode = 1;
}

async function readRecord(file: string, command: Command): Promise<SnapshotRecord> {
  const text = await readFile(file, 'utf8').catch((error: Error) =>
    command.error(`error: FLAG_INVALID: --replay ${file} cannot be read: ${error.message}. Name another.`),
  );
  const record = parseSnapshotRecord(text);
  if (record !== null) return record;
  return command.error(
    `error: FLAG_INVALID: --replay ${file} is not what solve snapshot prints. Give the file with its JSON line.`,
  );
}

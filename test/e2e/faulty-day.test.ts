// A day on a machine that fails: the process is killed again and again, or calls of the functions go wrong. Whatever
// happens, no order is lost or bound twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DayWorld } from '../../functions/local/kept-day/day-world.ts';
import { Pace } from '../../functions/local/pace.ts';
import { outputsOf, playDay } from '../../functions/local/play-day.ts';
import { FAULT_KINDS } from '../../functions/local/stack/faults/fault-kinds.ts';
import { startLocalStack } from '../../functions/local/stack/local-stack.ts';
import type { Summary } from '../../functions/local/summary.ts';
import { summarize } from '../../functions/local/table-summary.ts';
import { Random } from '../../shared/kernel/random.ts';
import { generateCity } from '../../shared/sim/city.ts';
import { slice } from '../../shared/sim/day.ts';

const MIDNIGHT = Date.UTC(2026, 0, 5) / 1000;

const assemblyDir = inject('assemblyDir');
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rebatch-faulty-day-'));
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a day whose process is killed', () => {
  const rng = new Random(11);
  const running = new Set<ChildProcess>();

  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
  });

  /** `npm start`, keeping the day. */
  function start(): { readonly child: ChildProcess; readonly ended: Promise<number | NodeJS.Signals | null> } {
    const flags = ['--headless', '--from', '1085', '--to', '1100', '--assembly', assemblyDir];
    const files = ['--keep', join(dir, 'kept'), '--json', join(dir, 'summary.json')];
    const child = spawn(process.execPath, ['functions/local/start.ts', ...flags, ...files], { stdio: 'ignore' });
    running.add(child);
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
      child.on('close', (code, signal) => resolve(signal ?? code));
    });
    return { child, ended };
  }

  const linesOfJournal = (): number => {
    try {
      return readFileSync(join(dir, 'kept', 'journal.jsonl'), 'utf8').split('\n').length;
    } catch {
      return 0;
    }
  };

  /** Waits until the run has come a few lines further, and a little longer, and kills it. */
  async function killedAfter(lines: number): Promise<number | NodeJS.Signals | null> {
    const { child, ended } = start();
    const from = linesOfJournal();
    while (child.exitCode === null && linesOfJournal() < from + lines) await sleep(2);
    await sleep(rng.below(40));
    child.kill('SIGKILL');
    return ended;
  }

  it('finishes in the end, with nothing lost, nothing bound twice, and every order accounted for', async () => {
    // Once while tables and queues are made, then twice in the midst of the day.
    const ends = [await killedAfter(1), await killedAfter(5 + rng.below(25)), await killedAfter(5 + rng.below(25))];
    const code = await start().ended;
    const again = await start().ended;
    const summary: Summary = JSON.parse(readFileSync(join(dir, 'summary.json'), 'utf8'));

    expect(ends).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    expect(summary.findings).toEqual([]);
    expect(summary).toMatchObject({ lost: 0, doubleBound: 0, violations: 0, deadLetters: 0 });
    expect(summary.delivered + summary.cancelled + summary.open + summary.undelivered).toBe(summary.orders);
    expect(summary.orders).toBeGreaterThan(0);
    expect([code, again]).toEqual([0, 0]);
  });
});

describe('a day on which calls go wrong', () => {
  const SEED = 7;
  const city = generateCity({ zoneId: 'demo', startAt: MIDNIGHT, seed: SEED, orders: 60, couriers: 8 });
  const day = slice(city, 1088, 1100);
  const rates = { crash: 90, timeOut: 80, partialBatch: 3, sentAgain: 20, throttle: 60, serverError: 40, slow: 80 };

  it('has faults of every kind, loses nothing, binds nothing twice, breaks no rule', async () => {
    let checkViolations = 0;
    const stack = await startLocalStack({
      assemblyDir,
      clock: { startAt: day.fromAt, speed: 'max' },
      faults: { seed: SEED, rates },
      onMetric: ({ name, value }) => {
        if (name === 'CheckViolations') checkViolations += value;
      },
    });
    const world = new DayWorld(day, SEED);
    const outputs = outputsOf(stack);
    const { isOver } = await playDay({
      stack,
      outputs,
      day,
      world,
      onMoment: () => {},
      isInterrupted: () => false,
      pace: new Pace('max', () => false),
    });
    const cycleMs = { p50: 0, p99: 0 };
    const ended = { day, log: world.log, seed: SEED, isOver, cycleMs, checkViolations, deadLetters: 0 };
    const summary = await summarize(stack, outputs.tableName, ended);
    const { injected } = stack;
    await stack.stop();

    expect(FAULT_KINDS.filter((kind) => injected[kind] === 0)).toEqual([]);
    expect(summary.findings).toEqual([]);
    expect(summary).toMatchObject({ orders: day.orders.length, lost: 0, doubleBound: 0, violations: 0 });
    expect(summary.revisions).toBeGreaterThan(1);
  });
});

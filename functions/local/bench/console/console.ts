// `bench console`: how smoothly the console draws a large zone that changes every second, while somebody moves the map and
// scrolls the lists, in the system's Chromium.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { chromium, type Page } from 'playwright-core';
import { percentile } from '../../../../shared/sim/percentile.ts';
import { wholeFrom } from '../../flags.ts';
import { findBrowser } from '../../site/find-browser.ts';
import { serveFile } from '../../site/static-files.ts';
import { describeMachine, thisMachine } from '../machine.ts';
import { busyZone } from './busy-zone.ts';

interface ConsoleFlags {
  readonly orders: number;
  readonly couriers: number;
  readonly seconds: number;
}

/** A frame that takes longer is one that a person sees. */
const STUTTER_MS = 50;
const BUNDLER = fileURLToPath(new URL('../../../../infra/bundle-console.ts', import.meta.url));

export const consoleCommand = (): Command =>
  new Command('console')
    .description('how the console draws a large zone that changes every second')
    .option('--orders <n>', 'open orders', wholeFrom(2, 5000), 2000)
    .option('--couriers <n>', 'couriers', wholeFrom(1, 1000), 300)
    .option('--seconds <n>', 'how long each part is measured', wholeFrom(2, 60), 8)
    .action(run);

async function run({ orders, couriers, seconds }: ConsoleFlags): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    process.stderr.write('BROWSER_MISSING: no Chromium is found. Install one, or name it in CHROMIUM.\n');
    process.exitCode = 2;
    return;
  }
  await promisify(execFile)(process.execPath, [BUNDLER]);
  const zone = await serveZone(await busyZone(orders, couriers));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(zone.url);
    await page.locator('.row').first().waitFor();
    const rows = [];
    for (const [name, act] of Object.entries(ACTS)) rows.push(`| ${name} | ${await measure(page, act, seconds)} |`);
    const head = '| while | frames a second | frame p50 / p99 / longest, ms | frames over 50 ms |\n|---|---|---|---|';
    process.stdout.write(
      `${orders} orders, ${couriers} couriers, a changed zone every second\n\n${head}\n${rows.join('\n')}\n\n`,
    );
    process.stdout.write(`measured: ${describeMachine(await thisMachine())}\n`);
  } finally {
    await browser.close();
    zone.stop();
  }
}

type Act = (page: Page) => Promise<void>;

const ACTS: Readonly<Record<string, Act>> = {
  'nobody touches it': (page) => page.waitForTimeout(100),
  'the map is moved': async (page) => {
    await page.mouse.move(600, 300);
    await page.mouse.down();
    for (let step = 0; step < 20; step++) await page.mouse.move(600 + 10 * step, 300 + 4 * step);
    await page.mouse.up();
  },
  'the list is scrolled': async (page) => {
    await page.mouse.move(120, 500);
    await page.mouse.wheel(0, 400);
  },
};

/** Frames of the browser while the act is done again and again. */
async function measure(page: Page, act: Act, seconds: number): Promise<string> {
  await page.evaluate(
    '{ const mine = (window.frames_ = []); let last = performance.now(); requestAnimationFrame(function next(now) { if (mine !== window.frames_) return; mine.push(now - last); last = now; requestAnimationFrame(next); }); }',
  );
  const endsAt = performance.now() + seconds * 1000;
  while (performance.now() < endsAt) await act(page);
  const frames = ((await page.evaluate('window.frames_')) as number[]).slice(1).toSorted((a, b) => a - b);
  const rate = frames.length / seconds;
  const at = (percent: number): string => percentile(frames, percent).toFixed(0);
  const stutters = frames.filter((ms) => ms > STUTTER_MS).length;
  return `${rate.toFixed(0)} | ${at(50)} / ${at(99)} / ${(frames.at(-1) ?? 0).toFixed(0)} | ${stutters} of ${frames.length}`;
}

/** The routes that the console asks, and its files. A stream says every second that something has changed. */
async function serveZone(
  liveAt: (look: number) => object,
): Promise<{ readonly url: string; readonly stop: () => void }> {
  const streams = new Set<ServerResponse>();
  let look = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const json = (value: object): void => {
      response.writeHead(200, { 'content-type': 'application/json', etag: `"${look}"` });
      response.end(JSON.stringify(value));
    };
    if (pathname === '/v1/zones') json({ zones: [(liveAt(0) as { readonly settings: object }).settings], next: null });
    else if (pathname.endsWith('/live')) json(liveAt(look));
    else if (pathname.endsWith('/revisions')) json({ revisions: [], next: null });
    else if (pathname.endsWith('/stream')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      streams.add(response);
    } else void serveFile(pathname, response);
  });
  const timer = setInterval(() => {
    look++;
    for (const stream of streams) stream.write('event: changed\ndata:\n\n');
  }, 1000);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => {
    clearInterval(timer);
    for (const stream of streams) stream.end();
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}

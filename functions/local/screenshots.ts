// `npm run screenshots`: plays the demo day up to a busy minute and keeps what the console looks like, at three sizes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { generateCity } from '../../shared/sim/city.ts';
import { slice } from '../../shared/sim/day.ts';
import { buildStack } from './build-stack.ts';
import { findBrowser } from './site/find-browser.ts';
import { serveMoment } from './site/served-moment.ts';

const FOLDER = fileURLToPath(new URL('../../docs/console/', import.meta.url));
/** Revisions in which nothing moved are many. */
const LOOKS = 40;
const MIDNIGHT = Date.UTC(2026, 0, 5) / 1000;

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly isDark: boolean;
  readonly prepare: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: 'laptop', width: 1366, height: 768, isDark: false, prepare: openAnOrder },
  { name: 'wide', width: 1920, height: 1080, isDark: true, prepare: lookBack },
  { name: 'phone', width: 390, height: 844, isDark: false, prepare: async () => {} },
];

process.exitCode = await main();

/** 0: the pictures are taken; 2: there is no browser. */
async function main(): Promise<number> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    process.stderr.write('BROWSER_MISSING: no Chromium is found. Install one, or name it in CHROMIUM.\n');
    return 2;
  }
  const day = slice(generateCity({ zoneId: 'demo', startAt: MIDNIGHT, seed: 1 }), 690, 790);
  const moment = await serveMoment(day, await buildStack('build/stack'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  mkdirSync(FOLDER, { recursive: true });
  try {
    for (const shot of SHOTS) await take(browser, moment.url, shot);
  } finally {
    await browser.close();
    await moment.stop();
  }
  return 0;
}

async function take(browser: Browser, url: string, { name, width, height, isDark, prepare }: Shot): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    timezoneId: 'UTC',
  });
  await page.goto(url);
  await page.getByText('live', { exact: true }).first().waitFor();
  await prepare(page);
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
  process.stdout.write(`docs/console/${name}.png\n`);
}

async function openAnOrder(page: Page): Promise<void> {
  await page.locator('.row', { hasText: 'held' }).first().click();
  await page.locator('#explanation .options').waitFor();
}

/** To the latest revision that moved something. */
async function lookBack(page: Page): Promise<void> {
  await page.locator('#scrubber:enabled').waitFor();
  for (let looks = 0; looks < LOOKS && (await page.locator('#diff li').count()) < 3; looks++) {
    await page.keyboard.press('[');
    await page.getByText(/Against revision|first revision/).waitFor();
  }
}

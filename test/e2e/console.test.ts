// The console in a real browser on the running stack: what a dispatcher does in it, and whether everybody can use it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { inTimeline, modelOf } from '../../functions/console/model/model.ts';
import { findBrowser } from '../../functions/local/site/find-browser.ts';
import { type ServedMoment, serveMoment } from '../../functions/local/site/served-moment.ts';
import { type Client, makeClient } from '../../shared/client/client.ts';
import { generateCity } from '../../shared/sim/city.ts';
import { slice } from '../../shared/sim/day.ts';

const MIDNIGHT = Date.UTC(2026, 0, 5) / 1000;
const city = generateCity({ zoneId: 'demo', startAt: MIDNIGHT, seed: 7, orders: 60, couriers: 8 });
const day = slice(city, 1080, 1115);
const browserPath = findBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

describe.skipIf(browserPath === null)(
  browserPath === null
    ? 'the console (skipped: no Chromium is found; install one or name it in CHROMIUM)'
    : 'the console',
  () => {
    const faults: string[] = [];
    let moment: ServedMoment;
    let browser: Browser;
    let page: Page;
    let client: Client;

    beforeAll(async () => {
      moment = await serveMoment(day, inject('assemblyDir'));
      client = makeClient({ url: moment.url });
      browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
      page = await open({ width: 1366, height: 768 });
    });

    afterEach(() => page.keyboard.press('Escape'));

    afterAll(async () => {
      await browser?.close();
      await moment?.stop();
    });

    async function open(viewport: { readonly width: number; readonly height: number }): Promise<Page> {
      const opened = await browser.newPage({ viewport });
      opened.setDefaultTimeout(8000);
      opened.on('pageerror', (error) => faults.push(error.message));
      opened.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await opened.goto(moment.url);
      await opened.locator('.status-pill.is-live').waitFor();
      await opened.locator('.row').first().waitFor({ state: 'attached' });
      return opened;
    }

    const zone = async () => {
      const live = await client.call('GET /v1/zones/{zoneId}/live', { params: { zoneId: 'demo' } });
      if (live.kind !== 'answer') throw new Error('the zone is gone');
      return live.answer;
    };

    /** An order and a courier who could carry it instead of the one who has it, and where that one is in the timeline. */
    async function aPinThatIsPossible() {
      const live = await zone();
      const rows = inTimeline(modelOf(live, live.plan, live.at, null));
      for (const { orderId, stage } of live.orders) {
        if (stage !== 'open' && stage !== 'offered') continue;
        const asked = await client.call('POST /v1/zones/{zoneId}/what-if', {
          params: { zoneId: 'demo' },
          body: { ask: 'fit', orderId },
        });
        const fit = asked.kind === 'answer' && asked.answer.ask === 'fit' ? asked.answer : null;
        const other = fit?.options.find(({ courierId }) => courierId !== fit.courierId);
        const row = rows.findIndex(({ courierId }) => courierId === other?.courierId);
        if (other !== undefined && row >= 0) return { orderId, courierId: other.courierId, row };
      }
      throw new Error('no order can be moved');
    }

    /** How many colours a canvas shows. */
    const coloursOf = (selector: string): Promise<number> =>
      page.locator(selector).evaluate((element) => {
        const canvas = element as unknown as { width: number; height: number; getContext(kind: '2d'): never };
        const context: { getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray } } =
          canvas.getContext('2d');
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set<string>();
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) seen.add(data.slice(i, i + 3).join());
        return seen.size;
      });

    it('shows the day that was played: map with routes, timeline, orders, figures', async () => {
      const { orders, couriers, plan } = await zone();
      const open = orders.filter(({ closedAt }) => closedAt === null).length;

      expect(await page.locator('#map-canvas').getAttribute('aria-label')).toContain(`${open} open orders`);
      expect(plan?.routes.length).toBeGreaterThan(2);
      expect(await coloursOf('#map-canvas')).toBeGreaterThan(4);
      expect(await coloursOf('#timeline-canvas')).toBeGreaterThan(4);
      expect(await page.locator('#count-orders').textContent()).toBe(String(open));
      expect(couriers.length).toBeGreaterThan(4);
      expect(await page.locator('.figure').count()).toBe(8);
    });

    it('explains an order in words', async () => {
      await page
        .locator('.row', { hasText: /held|open|offered/ })
        .first()
        .click();
      await page.locator('#explanation h4').first().waitFor();

      expect(await page.locator('#explanation').innerText()).toMatch(/Instead of|Who could carry it/);
      expect(await page.locator('#explanation').innerText()).toMatch(/points|Nobody else could/);
    });

    it('leads from an order to its batch, and on to its courier', async () => {
      await page.locator('.row', { hasText: 'held' }).first().click();
      await page
        .locator('#side-panel .facts')
        .getByText(/leaves \d\d:\d\d/)
        .click();
      await page.getByRole('heading', { name: /^Batch of \d/ }).waitFor();
      await page
        .locator('#side-panel .facts')
        .getByText(/^courier-/)
        .click();

      await page.getByRole('heading', { name: /^Courier courier-/ }).waitFor();
      expect(await page.locator('#side-panel .stops li').count()).toBeGreaterThan(1);
    });

    it('asks what an order would cost with the courier on whom it is dropped, and pins it there', async () => {
      const { orderId, courierId, row } = await aPinThatIsPossible();
      await page
        .locator('.row', { hasText: orderId })
        .dragTo(page.locator('#timeline-canvas'), { targetPosition: { x: 60, y: 22 + 26 * row + 13 } });
      const dialog = page.locator('dialog[open]');
      await dialog.getByRole('button', { name: /^Pin to/ }).waitFor();

      expect(await dialog.locator('h2').innerText()).toBe(`Pin ${orderId} to ${courierId}?`);
      expect(await dialog.innerText()).toContain('points');
      expect((await zone()).orders.some(({ onlyCourier }) => onlyCourier)).toBe(false);

      await dialog.getByRole('button', { name: /^Pin to/ }).click();
      await page.locator('.row', { hasText: orderId }).getByText('pinned').waitFor();
      await moment.stack.quiet();

      const { orders, plan } = await zone();
      const route = plan?.routes.find(({ batches }) => batches.some(({ orderIds }) => orderIds.includes(orderId)));
      expect(orders.find((one) => one.orderId === orderId)?.onlyCourier).toBe(courierId);
      expect(route?.courierId).toBe(courierId);
    });

    it('says where an order would fit, by keyboard alone', async () => {
      await page.locator('.row', { hasText: /held/ }).first().click();
      await page.locator('#where-fits').waitFor();
      await page.keyboard.press('f');

      await page.locator('#fit-options li').first().waitFor();
      expect(await page.locator('#fit-options').innerText()).toMatch(/at the door \d\d:\d\d/);
    });

    it('walks back through the revisions and shows what each changed', async () => {
      await page.locator('#map-canvas').focus();
      for (let tries = 0; tries < 12 && (await page.locator('#diff').count()) === 0; tries++) {
        await page.keyboard.press('[');
        await page.getByText(/Against revision|first revision/).waitFor();
      }

      expect(await page.locator('#diff li').first().innerText()).toMatch(/→/);
      expect(await page.locator('#scrub-label').textContent()).toMatch(/^Revision \d+/);
      await page.keyboard.press('l');
      await page.getByText('Live', { exact: true }).first().waitFor();
    });

    it('tries other weights, and says what would change', async () => {
      await page.locator('#tab-policy').click();
      await page.locator('#weight-latePerSec').fill('0');
      await page.getByRole('button', { name: 'What if?' }).click();

      await page.getByText(/orders would move/).waitFor();
      expect(await page.locator('.figures tbody tr').count()).toBe(7);
    });

    it('freezes planning when somebody says so twice, and resumes it', async () => {
      await page.locator('#freeze').click();
      await page.locator('dialog[open]').getByRole('button', { name: 'Freeze', exact: true }).click();
      await page.locator('#banner-frozen').waitFor();
      expect((await zone()).frozen).toBe(true);

      await page.locator('#banner-resume').click();
      await page.locator('dialog[open]').getByRole('button', { name: 'Resume', exact: true }).click();
      await page.locator('#banner-frozen').waitFor({ state: 'hidden' });
      expect((await zone()).frozen).toBe(false);
    });

    it.each(['light', 'dark'])('has no serious accessibility fault in %s, in any of its views', async (theme) => {
      const isDark = (await page.locator('html').getAttribute('data-theme')) === 'dark';
      if (isDark !== (theme === 'dark')) await page.locator('#theme').click();
      await page.evaluate(axe);
      for (const tab of [
        '#tab-detail',
        '#tab-revision',
        '#tab-policy',
        '#tab-unassigned',
        '#tab-couriers',
        '#tab-orders',
      ]) {
        await page.locator(tab).click();
        const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${tab} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    });

    it('does not shift its layout when the zone changes', async () => {
      await page.evaluate(
        'window.shifts = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifts += one.value; }).observe({ type: "layout-shift" })',
      );
      const { orders } = await zone();
      const order = orders.find(({ stage }) => stage === 'open' || stage === 'offered');
      await client.call('POST /v1/zones/{zoneId}/orders/{orderId}/cancel', {
        params: { zoneId: 'demo', orderId: order?.orderId ?? '' },
        body: { reason: 'customer' },
      });
      await page.locator('.row', { hasText: 'cancelled' }).first().waitFor();

      expect(await page.evaluate('window.shifts')).toBeLessThan(0.02);
    });

    it('shows one view at a time on a phone', async () => {
      const phone = await open({ width: 390, height: 844 });
      await phone.locator('#show-lists').click();
      await phone.locator('.row').first().click();

      await phone.locator('#side-panel h2').waitFor();
      expect(await phone.locator('#map-canvas').isVisible()).toBe(false);
      expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await phone.close();
    });

    it('says so when the API stops answering, and when it is not allowed to ask', async () => {
      const lonely = await browser.newPage();
      await lonely.route('**/v1/**', (route) => route.fulfill({ status: 503, body: '{"message":"no"}' }));
      await lonely.goto(moment.url);
      await lonely.locator('#banner-trouble').waitFor();
      await lonely.unroute('**/v1/**');
      await lonely.route('**/v1/**', (route) => route.fulfill({ status: 401, body: '{"message":"Unauthorized"}' }));
      await lonely.locator('#sign-in').waitFor();
      await lonely.unroute('**/v1/**');
      await lonely.locator('#token').fill('a token');
      await lonely.getByRole('button', { name: 'Sign in' }).click();
      await lonely.locator('.row').first().waitFor();
      await lonely.close();
    });

    it('had no fault in its own code all the while', () => {
      expect(faults).toEqual([]);
    });
  },
);

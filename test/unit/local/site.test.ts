// What `npm start` serves beside the API: files, the stream of changes, and a word while the stack is starting.
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pace } from '../../../functions/local/pace.ts';
import { Site } from '../../../functions/local/site/site.ts';

let site: Site;

beforeEach(async () => {
  site = await Site.open(0);
});
afterEach(() => site.stop());

/** As it is sent: `fetch` would tidy up the path. */
const statusOf = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(site.url, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });

describe('the site', () => {
  it('says that the stack is starting until calls can be answered', async () => {
    const before = await fetch(`${site.url}/v1/zones`);
    site.answerCallsWith((_, response) => void response.end('answered'));

    expect([before.status, before.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await before.json()).toMatchObject({ code: 'UNAVAILABLE', action: expect.any(String) });
    expect(await (await fetch(`${site.url}/v1/zones`)).text()).toBe('answered');
    expect(await (await fetch(`${site.url}/openapi.json`)).text()).toBe('answered');
  });

  it('serves the files of the console, and nothing around them', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '//etc/passwd',
      '/a/b.js',
      '/nothing.js',
    ])
      expect([path, await statusOf(path)]).toEqual([path, 404]);
  });

  it('tells its listeners that something has changed, many changes of a moment once', async () => {
    const { body, headers } = await fetch(`${site.url}/v1/zones/demo/stream`);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    for (let change = 0; change < 50; change++) site.changed();
    let heard = '';
    while (heard.split('event: changed').length < 3) heard += (await reader?.read())?.value ?? '';

    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(first?.value).toContain('event: changed');
    expect(heard.split('event: changed').length - 1).toBe(2);
    await reader?.cancel();
  });

  it('does not take a port that is taken', async () => {
    const port = Number(new URL(site.url).port);

    await expect(Site.open(port)).rejects.toThrow(/PORT_TAKEN/);
  });
});

describe('the pace of a day', () => {
  it('does not wait at full speed, nor for somebody who wants to stop', async () => {
    await new Pace('max', () => false).reach(1e9);
    const interrupted = new Pace(1, () => true);
    await interrupted.reach(0);
    await interrupted.reach(1e9);
  });

  it('does not wait before there is anything to see', async () => {
    const pace = new Pace(1, () => false, 1e6);
    await pace.reach(0);
    await pace.reach(1e6 - 1);
    await pace.reach(1e6);
  });
});

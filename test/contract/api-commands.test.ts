// The commands that speak to the API, as a shell runs them: what they print, and what their exit codes mean.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessTo } from '../../functions/local/api-access.ts';
import { type ApiServer, answering, serveApi } from '../support/api-server.ts';
import { AT } from '../support/builders.ts';
import { memoryPorts } from '../support/memory-ports.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rebatch-commands-'));
let server: ApiServer;

beforeAll(async () => {
  server = await serveApi(answering(memoryPorts()));
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(script: 'call' | 'load', ...args: readonly string[]) {
  const env = { ...process.env, REBATCH_API: server.url };
  return new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile(process.execPath, [`functions/local/${script}.ts`, ...args], { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

describe('call', () => {
  it('prints the answer, or a field of it', async () => {
    const body = '{"location":{"lat":1,"lng":2},"parkingSec":3,"handoverSec":4}';

    expect(await run('call', 'put', '/v1/zones/north/stores/bakery', body, '--key', 'k1')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"eventId": "k1"'),
    });
    expect(await run('call', 'GET', '/v1/zones/north', '--get', 'settings.zoneId')).toEqual({
      code: 0,
      stdout: 'north\n',
      stderr: '',
    });
  });

  it('says what is wrong, and ends so', async () => {
    expect(await run('call', 'GET', '/v1/zones/nowhere')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ZONE_UNKNOWN'),
    });
    expect(await run('call', 'GET', '/v1/zones', '--api', 'http://127.0.0.1:1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('API_UNREACHABLE'),
    });
  });
});

describe('load', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const header = 'orderId,storeId,readyAt,promiseBy,y,x';
  const row = (id: string, ready: number | string = AT): string => `${id},bakery,${ready},${AT + 3600},1,1`;

  it('sends nothing with a fault in it, nor in a dry run, and writes the faults down', async () => {
    const faults = join(folder, 'faults.csv');
    const orders = file('faulty.csv', `${header}\n${row('o1')}\n${row('o2', 'soon')}\n`);
    const faulty = await run('load', '--orders', orders, '--zone', 'north', '--faults', faults);
    const dry = await run(
      'load',
      '--orders',
      file('dry.csv', `${header}\n${row('o1')}\n`),
      '--zone',
      'north',
      '--dry-run',
    );

    expect(faulty).toMatchObject({ code: 2, stdout: expect.stringContaining('2 rows, 1 with faults') });
    expect(faulty.stderr).toContain('faulty.csv:3 readyAt: CELL_NOT_MOMENT');
    expect(readFileSync(faults, 'utf8').split('\n')[1]).toContain('CELL_NOT_MOMENT');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was sent') });
    expect(await run('call', 'GET', '/v1/zones/north/orders', '--get', 'orders')).toMatchObject({ stdout: '[]\n' });
  });

  it('sends the rest when it is told to, and says which rows were refused', async () => {
    const orders = file('orders.csv', `${header}\n${row('o1')}\n${row('o2', 'soon')}\n${row('o3')}\n`);
    const first = await run('load', '--orders', orders, '--zone', 'north', '--skip-faulty');
    const elsewhere = await run('load', '--orders', orders, '--zone', 'south', '--skip-faulty');

    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('2 applied, 0 were there already') });
    expect(elsewhere).toMatchObject({ code: 1, stdout: expect.stringContaining('2 refused') });
    expect(elsewhere.stderr).toContain('orders.csv:4: ORDER_IN_OTHER_ZONE');
  });

  it('says how to go on when something else answers, and that no file was named', async () => {
    const stopped = await run(
      'load',
      '--orders',
      file('late.csv', `${header}\n${row('o9')}\n`),
      '--zone',
      'north',
      '--api',
      `${server.url}/elsewhere`,
    );

    expect(stopped).toMatchObject({ code: 2, stderr: expect.stringContaining('goes on where it stopped') });
    expect(await run('load')).toMatchObject({ code: 2, stderr: expect.stringContaining('FILES_NONE') });
  });
});

describe('access to an API in the cloud', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  async function headersOf(token: string | undefined): Promise<Headers> {
    let sent = new Headers();
    vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
      sent = new Request(input, init).headers;
      return new Response('{}');
    });
    const url = 'https://abc.execute-api.eu-central-1.amazonaws.com';
    await accessTo(url, token).fetch(`${url}/v1/zones`, { method: 'GET', headers: {} });
    return sent;
  }

  it('is signed with the usual credentials, for the region of its address', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIALOCAL');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');

    expect((await headersOf(undefined)).get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIALOCAL\/\d{8}\/eu-central-1\/execute-api\/aws4_request, SignedHeaders=.*Signature=\w{64}$/,
    );
  });

  it('carries a token instead where there is one', async () => {
    expect((await headersOf('a.b.c')).get('authorization')).toBe('Bearer a.b.c');
  });
});

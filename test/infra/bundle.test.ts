import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV } from '../../functions/env.ts';
import { type Bundle, bundleFunctions, FUNCTION_NAMES } from '../../infra/bundle.ts';
import { BUNDLE_BUDGET } from '../../infra/bundle-budget.ts';
import { newFolder } from './dispatch-template.ts';

/** A function that needs what bundling gets wrong: an old-style package that requires a part of Node, and createRequire. */
function writeSources(): string {
  const dir = newFolder();
  const old = join(dir, 'echo', 'node_modules', 'old-style');
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, 'package.json'), '{"name":"old-style","version":"1.0.0","main":"index.js"}');
  writeFileSync(join(old, 'index.js'), "module.exports = { sep: require('node:path').sep };");
  writeFileSync(
    join(dir, 'echo', 'handler.ts'),
    `import { createRequire } from 'node:module';
     import oldStyle from 'old-style';
     const os: typeof import('node:os') = createRequire(import.meta.url)('node:os');
     export const handler = async (event: { name: string }) => oldStyle.sep + event.name + os.EOL;`,
  );
  return dir;
}

/** Runs a script in a folder that has the bundle and nothing else: no package is found around it. Answers what it prints. */
async function runAlone(bundle: Bundle, script: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const dir = newFolder();
  cpSync(bundle.dir, dir, { recursive: true });
  const urls = Object.fromEntries(Object.values(ENV).map((name) => [name, `https://sqs.invalid/0/${name}`]));
  const variables = { ...urls, [ENV.archivePercent]: '5' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: dir,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', ...variables, ...environment },
  });
  return stdout.trim();
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIALOCAL', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Something that takes every write, and counts who came. */
async function aTable() {
  const seen = { connections: 0, requests: 0, signedBy: [] as string[] };
  const server = createServer((request, response) => {
    seen.requests += 1;
    const key = /Credential=(\w+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'nobody';
    if (!seen.signedBy.includes(key)) seen.signedBy.push(key);
    request.resume().on('end', () => response.end('{}'));
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Packages and rooms that no function needs: other places of credentials, texts in other languages, twins and worlds. */
const NEVER_USED = [
  /node_modules\/@aws-sdk\/nested-clients\//,
  /node_modules\/@(aws-sdk|smithy)\/credential-provider-(?!node\/|env\/)/,
  /node_modules\/zod\/v4\/locales\/(?!en\.)/,
  /node_modules\/highs\//,
  /^shared\/(sim|adapters\/(memory|highs))\//,
];

describe('bundleFunctions', () => {
  it('makes a module that runs alone, old-style packages and all', async () => {
    const [bundle] = await bundleFunctions({ sourceDir: writeSources(), outDir: newFolder(), names: ['echo'] });
    if (!bundle) throw new Error('no bundle');

    const script = "const { handler } = await import('./handler.mjs'); console.log(await handler({ name: 'x' }));";

    expect(await runAlone(bundle, script)).toBe('/x');
  });

  it('gives the same bytes for the same sources, and leaves nothing else in the folder', async () => {
    const sourceDir = writeSources();
    const outDirs = [newFolder(), newFolder()];
    mkdirSync(join(outDirs[1] ?? '', 'echo'));
    writeFileSync(join(outDirs[1] ?? '', 'echo', 'left-over.mjs'), '');

    for (const outDir of outDirs) await bundleFunctions({ sourceDir, outDir, names: ['echo'] });

    const [first, second] = outDirs.map((outDir) => join(outDir, 'echo'));
    expect(readdirSync(second ?? '').sort()).toEqual(['handler.mjs', 'handler.mjs.map']);
    for (const file of ['handler.mjs', 'handler.mjs.map'])
      expect(readFileSync(join(second ?? '', file))).toEqual(readFileSync(join(first ?? '', file)));
  });

  it('says what does not build', async () => {
    const building = bundleFunctions({ sourceDir: writeSources(), outDir: newFolder(), names: ['missing'] });

    await expect(building).rejects.toThrow(/missing.handler\.ts/);
  });
});

describe('the bundles of the functions', () => {
  let bundles: readonly Bundle[];

  function bundleOf(name: string): Bundle {
    const bundle = bundles.find((one) => one.name === name);
    if (!bundle) throw new Error(`no bundle ${name}`);
    return bundle;
  }

  beforeAll(async () => {
    bundles = await bundleFunctions();
  });

  it.each(FUNCTION_NAMES)('%s runs as it is and exports its handler', async (name) => {
    const script = "const { handler } = await import('./handler.mjs'); console.log(typeof handler);";

    expect((await runAlone(bundleOf(name), script)).split('\n').at(-1)).toBe('function');
  });

  it.each(FUNCTION_NAMES)('%s keeps to its budget', (name) => {
    expect(bundleOf(name).bytes).toBeGreaterThan(100_000);
    expect(bundleOf(name).bytes).toBeLessThanOrEqual(BUNDLE_BUDGET[name]);
  });

  it('carry nothing that their way does not use', () => {
    for (const { name, inputs } of bundles) {
      const unused = Object.keys(inputs).filter((file) => NEVER_USED.some((pattern) => pattern.test(file)));
      expect({ name, unused }).toEqual({ name, unused: [] });
    }
  });

  it('have the search engine only where a zone is planned or a plan is explained', () => {
    const searching = bundles.filter(({ inputs }) =>
      Object.keys(inputs).some((file) => /^shared\/solver\//.test(file)),
    );

    expect(searching.map(({ name }) => name)).toEqual(['reoptimize', 'api']);
  });

  it('take credentials from the environment, and make their clients once, for all invocations', async () => {
    const table = await aTable();
    const script = `
      const { handler } = await import('./handler.mjs');
      const location = { lat: 47000000, lng: 15000000 };
      for (const at of [1, 2, 3]) {
        const body = JSON.stringify({ zoneId: 'north', positions: [{ courierId: 'c1', location, at }] });
        const { batchItemFailures } = await handler({ Records: [{ messageId: 'm', body, attributes: {} }] }, {});
        if (batchItemFailures.length > 0) throw new Error('a position was not stored');
      }`;

    await runAlone(bundleOf('positions'), script, { ...CREDENTIALS, AWS_ENDPOINT_URL_DYNAMODB: table.url });
    await table.stop();

    // A client keeps its connection; another client would open another one.
    expect(table.seen).toEqual({ connections: 1, requests: 3, signedBy: ['AKIALOCAL'] });
  });

  it('do not know where the project lay, nor carry its sources', () => {
    const root = new URL('../../', import.meta.url).pathname;
    for (const { dir } of bundles) {
      const map = readFileSync(join(dir, 'handler.mjs.map'), 'utf8');
      expect(map).not.toContain(root);
      expect(readFileSync(join(dir, 'handler.mjs'), 'utf8')).not.toContain(root);
      expect(JSON.parse(map).sourcesContent ?? []).toEqual([]);
    }
  });
});

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV } from '../../functions/env.ts';
import { type Bundle, bundleFunctions, FUNCTION_NAMES } from '../../infra/bundle.ts';
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

/** Runs a script in a folder that has the bundle and nothing else: no package is found around it. */
function runAlone(bundle: Bundle, script: string): string {
  const dir = newFolder();
  cpSync(bundle.dir, dir, { recursive: true });
  const urls = Object.fromEntries(Object.values(ENV).map((name) => [name, `https://sqs.invalid/0/${name}`]));
  const variables = { ...urls, [ENV.archivePercent]: '5' };
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: dir,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', ...variables },
  });
}

describe('bundleFunctions', () => {
  it('makes a module that runs alone, old-style packages and all', async () => {
    const [bundle] = await bundleFunctions({ sourceDir: writeSources(), outDir: newFolder(), names: ['echo'] });
    if (!bundle) throw new Error('no bundle');

    const script = "const { handler } = await import('./handler.mjs'); console.log(await handler({ name: 'x' }));";

    expect(runAlone(bundle, script).trim()).toBe('/x');
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

  beforeAll(async () => {
    bundles = await bundleFunctions();
  });

  it.each(FUNCTION_NAMES)('%s runs as it is and exports its handler', (name) => {
    const bundle = bundles.find((one) => one.name === name);
    if (!bundle) throw new Error(`no bundle ${name}`);

    const script = "const { handler } = await import('./handler.mjs'); console.log(typeof handler);";

    expect(runAlone(bundle, script).trim().split('\n').at(-1)).toBe('function');
  });

  it('do not carry the exact solver, which is for long boxes only', () => {
    for (const { dir, bytes } of bundles) {
      expect(readFileSync(join(dir, 'handler.mjs'), 'utf8')).not.toMatch(/highs/i);
      expect(bytes).toBeLessThan(2_000_000); // the solver alone has 3.7 MB
    }
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

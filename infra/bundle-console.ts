// Builds the console into build/console: one page, one module, one style sheet. The stack's site and `npm start` serve the
// same files. Run by hand: node infra/bundle-console.ts.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { isMain } from './is-main.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, 'functions', 'console');
const CONSOLE_DIR = join(ROOT, 'build', 'console');

/** @param outDir build/console if left out */
export async function bundleConsole(outDir = CONSOLE_DIR): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: { app: join(SOURCE, 'main.ts') },
    outdir: outDir,
    bundle: true,
    platform: 'browser',
    target: ['chrome120', 'firefox121', 'safari17'],
    format: 'esm',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
  });
  for (const file of ['index.html', 'app.css', 'icon.svg']) copyFileSync(join(SOURCE, file), join(outDir, file));
}

if (isMain(import.meta.url)) await bundleConsole();

// Builds each function into one self-contained ES module under build/functions/<name>/handler.mjs. The stack hands these
// folders over as assets and the laptop runs the same files. Run by hand: node infra/bundle.ts
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { isMain } from './is-main.ts';

export const FUNCTION_NAMES = ['ingest', 'positions', 'tick', 'reoptimize'] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

export interface BundleOptions {
  /** Folder that holds <name>/handler.ts; the project's functions folder if left out. */
  readonly sourceDir?: string;
  /** Folder that gets <name>/handler.mjs; build/functions if left out. */
  readonly outDir?: string;
  readonly names?: readonly string[];
}

export interface Bundle {
  readonly name: string;
  /** Holds handler.mjs and its source map, and nothing else. */
  readonly dir: string;
  readonly bytes: number;
}

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUNDLES_DIR = join(ROOT, 'build', 'functions');

// Packages in the old module format call `require` for parts of Node. The import has a name of its own, so that a
// module which imports createRequire itself does not declare it twice.
const REQUIRE_BANNER =
  "import{createRequire as requireFor}from'node:module';const require=requireFor(import.meta.url);";

/** The folder of a function's bundle: its Lambda asset. */
export const bundleDir = (name: FunctionName): string => join(BUNDLES_DIR, name);

/** Bundles the functions: the same sources give the same bytes, wherever the project lies. Throws when one does not build. */
export async function bundleFunctions(options: BundleOptions = {}): Promise<readonly Bundle[]> {
  const { sourceDir = join(ROOT, 'functions'), outDir = BUNDLES_DIR, names = FUNCTION_NAMES } = options;
  return Promise.all(names.map((name) => bundleFunction(name, join(sourceDir, name), join(outDir, name))));
}

async function bundleFunction(name: string, sourceDir: string, dir: string): Promise<Bundle> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(sourceDir, 'handler.ts')],
    outfile: join(dir, 'handler.mjs'),
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
  });
  mkdirSync(dir, { recursive: true });
  removeOthers(
    dir,
    outputFiles.map(({ path }) => basename(path)),
  );
  for (const { path, contents } of outputFiles) writeIfChanged(path, contents);
  const handler = outputFiles.find(({ path }) => path.endsWith('.mjs'));
  return { name, dir, bytes: handler?.contents.byteLength ?? 0 };
}

function removeOthers(dir: string, keep: readonly string[]): void {
  for (const file of readdirSync(dir)) if (!keep.includes(file)) rmSync(join(dir, file), { recursive: true });
}

/** Somebody else may be running from this file, or bundling at the same time: the same bytes are left alone. */
function writeIfChanged(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const unfinished = `${dirname(path)}.${process.pid}.${basename(path)}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

if (isMain(import.meta.url)) {
  for (const { name, bytes } of await bundleFunctions()) {
    process.stdout.write(`build/functions/${name}/handler.mjs ${Math.ceil(bytes / 1024)} KiB\n`);
  }
}

// Builds each function into one self-contained ES module under build/functions/<name>/handler.mjs. The stack hands these
// folders over as assets and the laptop runs the same files. Run by hand: node infra/bundle.ts, with --json to say what is in them.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE_BUDGET } from './bundle-budget.ts';
import { isMain } from './is-main.ts';

export const FUNCTION_NAMES = ['ingest', 'positions', 'tick', 'reoptimize', 'api'] as const;

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
  /** Bytes of the module by the file that they come from, relative to the project. */
  readonly inputs: Readonly<Record<string, number>>;
}

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUNDLES_DIR = join(ROOT, 'build', 'functions');

// Packages in the old module format call `require` for parts of Node. The import has a name of its own, so that a
// module which imports createRequire itself does not declare it twice.
const REQUIRE_BANNER =
  "import{createRequire as requireFor}from'node:module';const require=requireFor(import.meta.url);";

/**
 * Where credentials come from on machines that are no Lambda function. The SDK imports each of these only when it has found
 * none before, and it looks into the environment first, where Lambda puts them.
 */
const NEVER_LOADED = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** The folder of a function's bundle: its Lambda asset. */
export const bundleDir = (name: FunctionName): string => join(BUNDLES_DIR, name);

/** Bundles the functions: the same sources give the same bytes, wherever the project lies. Throws when one does not build. */
export async function bundleFunctions(options: BundleOptions = {}): Promise<readonly Bundle[]> {
  const { sourceDir = join(ROOT, 'functions'), outDir = BUNDLES_DIR, names = FUNCTION_NAMES } = options;
  return Promise.all(names.map((name) => bundleFunction(name, join(sourceDir, name), join(outDir, name))));
}

async function bundleFunction(name: string, sourceDir: string, dir: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
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
    external: NEVER_LOADED,
    metafile: true,
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
  const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  const inputs = Object.entries(output?.inputs ?? {}).map(
    ([file, { bytesInOutput }]) => [file, bytesInOutput] as const,
  );
  return { name, dir, bytes: handler?.contents.byteLength ?? 0, inputs: Object.fromEntries(inputs) };
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
  const bundles = await bundleFunctions();
  process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(bundles) : listOf(bundles)}\n`);
}

function listOf(bundles: readonly Bundle[]): string {
  const budgets: Readonly<Record<string, number>> = BUNDLE_BUDGET;
  const kilo = (bytes: number): string => (bytes / 1000).toFixed(0);
  const line = ({ name, bytes }: Bundle): string =>
    `build/functions/${name}/handler.mjs ${kilo(bytes)} KB of ${kilo(budgets[name] ?? 0)}`;
  return bundles.map(line).join('\n');
}

// A function of the template: its bundle's folder, handler, limits and environment.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalStackError } from '../errors.ts';
import type { Assembly } from './assembly.ts';
import { isRecord, resolve } from './intrinsics.ts';
import type { References } from './references.ts';
import type { FunctionSpec } from './topology.ts';

/** Lambda's own defaults. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;
const MODULE_EXTENSIONS = ['.mjs', '.js', '.cjs'];

type Properties = Readonly<Record<string, unknown>>;

export function readFunction(
  assembly: Assembly,
  references: References,
  id: string,
  properties: Properties,
): FunctionSpec {
  const runtime = String(properties.Runtime);
  if (!runtime.startsWith('nodejs')) {
    throw new LocalStackError(
      'FUNCTION_RUNTIME',
      `${id} runs on ${runtime}.`,
      'The local stack runs Node.js functions.',
    );
  }
  const dir = bundleDir(assembly, references, id);
  const handler = String(properties.Handler);
  if (handlerFile(dir, handler) === null) {
    throw new LocalStackError(
      'HANDLER_MISSING',
      `${id} has the handler ${handler}, but ${dir} has no such module.`,
      'Build the bundles and synthesize again (npm run synth).',
    );
  }
  const reserved = properties.ReservedConcurrentExecutions;
  return {
    name: references.nameOf(id),
    arn: references.arnOf(id),
    dir,
    handler,
    timeoutMs: Number(properties.Timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    memoryMb: Number(properties.MemorySize ?? DEFAULT_MEMORY_MB),
    environment: readEnvironment(properties.Environment),
    reservedConcurrency: reserved === undefined ? null : Number(reserved),
    logFormat: textOrNull(properties['LoggingConfig.LogFormat']),
    logLevel: textOrNull(properties['LoggingConfig.ApplicationLogLevel']),
  };
}

/** The file of the handler's module ("folder/module.export"); null when there is none. */
export function handlerFile(dir: string, handler: string): string | null {
  const module = handler.slice(0, handler.lastIndexOf('.'));
  const files = MODULE_EXTENSIONS.map((extension) => join(dir, module + extension));
  return files.find((file) => existsSync(file)) ?? null;
}

function bundleDir(assembly: Assembly, references: References, id: string): string {
  const code = assembly.resources.get(id)?.properties.Code;
  const key = isRecord(code) ? resolve(code.S3Key, references, `${id}.Properties.Code.S3Key`) : undefined;
  const dir = typeof key === 'string' ? assembly.assetDirs.get(key) : undefined;
  if (dir !== undefined && existsSync(dir)) return dir;
  throw new LocalStackError(
    'BUNDLE_MISSING',
    `The code of ${id} (${String(key ?? 'inline')}) is no folder of the assets manifest.`,
    'Hand the bundle over as an asset of the stack, and synthesize again (npm run synth).',
  );
}

function readEnvironment(environment: unknown): Record<string, string> {
  const variables = isRecord(environment) && isRecord(environment.Variables) ? environment.Variables : {};
  const present = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

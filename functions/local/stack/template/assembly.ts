// The cloud assembly that `cdk synth` writes: manifest -> the stack's template, assets manifest -> bundle folders.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalStackError, messageOf } from '../errors.ts';
import { isRecord } from './intrinsics.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly type: string;
  readonly properties: Json;
  /** The name of a CloudFormation condition, if the resource depends on one. */
  readonly condition: string | null;
}

export interface Assembly {
  readonly stackName: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Values of the Outputs section, unresolved. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Defaults of the Parameters section; a parameter without one, or whose default is a look-up, is missing. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** The folder of a bundle, by the object key under which it would be uploaded. */
  readonly assetDirs: ReadonlyMap<string, string>;
}

/** Reads the one stack of the assembly. Throws LocalStackError for a folder without exactly one. */
export function readAssembly(dir: string): Assembly {
  const artifacts = Object.entries(record(readJson(join(dir, 'manifest.json')).artifacts)).map(
    ([name, artifact]) => [name, record(artifact)] as const,
  );
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (!stack || stacks.length > 1) {
    throw new LocalStackError(
      'ASSEMBLY_STACKS',
      `${dir} has ${stacks.length} stacks: ${stacks.map(([name]) => name).join(', ') || 'none'}.`,
      'Synthesize exactly one stack (npm run synth).',
    );
  }
  const [name, artifact] = stack;
  const properties = record(artifact.properties);
  const assets = artifacts
    .filter(([, other]) => other.type === 'cdk:asset-manifest')
    .flatMap(([, other]) => readAssetDirs(dir, String(record(other.properties).file)));
  return {
    stackName: String(properties.stackName ?? name),
    assetDirs: new Map(assets),
    ...readTemplate(readJson(join(dir, String(properties.templateFile)))),
  };
}

function readTemplate(template: Json): Pick<Assembly, 'resources' | 'outputs' | 'parameters'> {
  const resources = Object.entries(record(template.Resources)).map(([id, value]) => [id, readResource(value)] as const);
  const outputs = Object.entries(record(template.Outputs)).map(([id, value]) => [id, record(value).Value] as const);
  const parameters = Object.entries(record(template.Parameters))
    .map(([id, value]) => [id, record(value)] as const)
    .filter(([, value]) => value.Default !== undefined && !String(value.Type).startsWith('AWS::SSM::'))
    .map(([id, value]) => [id, value.Default] as const);
  return { resources: new Map(resources), outputs: new Map(outputs), parameters: new Map(parameters) };
}

function readResource(value: unknown): Resource {
  const { Type, Properties, Condition } = record(value);
  return {
    type: String(Type),
    properties: record(Properties),
    condition: typeof Condition === 'string' ? Condition : null,
  };
}

function readAssetDirs(dir: string, file: string): (readonly [string, string])[] {
  return Object.values(record(readJson(join(dir, file)).files)).flatMap((asset) => {
    const { source, destinations } = record(asset);
    const path = join(dir, String(record(source).path));
    return Object.values(record(destinations)).map((to) => [String(record(to).objectKey), path] as const);
  });
}

function readJson(file: string): Json {
  if (!existsSync(file)) {
    throw new LocalStackError('ASSEMBLY_MISSING', `${file} does not exist.`, 'Synthesize the template: npm run synth.');
  }
  try {
    return record(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = `${file} is not JSON (${messageOf(cause)}).`;
    throw new LocalStackError('ASSEMBLY_MALFORMED', why, 'Synthesize the template again.', { cause });
  }
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

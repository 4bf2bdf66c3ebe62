// Synthesizes the stack of a stage once for a test file, and reads the template's resources by type and place.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { bundleDir, bundleFunctions, FUNCTION_NAMES } from '../../infra/bundle.ts';
import type { DispatchStack } from '../../infra/stacks/dispatch-stack.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

export type Resources = Readonly<Record<string, Resource>>;

/**
 * Builds the app of a stage into a folder of its own; without the rule packs, which have a test of their own. Old bundles
 * will do: nothing that is asserted about templates depends on what is in them.
 */
export async function stageApp(
  context: Readonly<Record<string, unknown>>,
): Promise<{ app: App; stack: DispatchStack }> {
  const isBundled = FUNCTION_NAMES.every((name) => existsSync(join(bundleDir(name), 'handler.mjs')));
  if (!isBundled) await bundleFunctions();
  return buildApp({ outdir: newFolder(), nag: false, context });
}

export async function stageTemplate(context: Readonly<Record<string, unknown>>): Promise<Template> {
  return Template.fromStack((await stageApp(context)).stack);
}

const folders: string[] = [];

/** A folder that is gone when the test file is done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rebatch-infra-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export const resourcesOf = (template: Template): Resources => template.toJSON().Resources as Resources;

/** Resources of a type, by logical id. */
export const ofType = (resources: Resources, type: string): Readonly<Record<string, Resource>> =>
  Object.fromEntries(Object.entries(resources).filter(([, resource]) => resource.Type === type));

/** The logical id that a Ref or GetAtt points at. Throws for anything else. */
export function target(value: unknown): string {
  const { Ref: ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  const id = ref ?? attribute?.[0];
  if (id === undefined) throw new Error(`neither Ref nor GetAtt: ${JSON.stringify(value)}`);
  return id;
}

/** A logical id without the hash at its end: the place of the resource in the stack. */
export const placeOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

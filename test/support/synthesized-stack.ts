// The stack as `npm run synth` would write it, made once for all end-to-end tests of a run: they only read it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../infra/app.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the cloud assembly. */
    readonly assemblyDir: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => void> {
  const assemblyDir = mkdtempSync(join(tmpdir(), 'rebatch-assembly-'));
  await synthesize({ outdir: assemblyDir, nag: false });
  provide('assemblyDir', assemblyDir);
  return () => rmSync(assemblyDir, { recursive: true, force: true });
}

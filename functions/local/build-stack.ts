// Makes what `npm run deploy` would deploy: bundles the functions and synthesizes the template, offline. In a child
// process, because the construct library is large and not needed afterwards; without the rule packs, which `synth` runs.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Writes the cloud assembly to `outdir`, relative to the project, with `settings` of its own. Throws with the output when it fails. */
export function buildStack(outdir: string, settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = fileURLToPath(new URL(`../../${outdir}`, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['infra/app.ts'], {
      cwd: root,
      env: { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify({ nag: 'off', ...settings }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => output.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(directory);
      else reject(new Error(`BUILD_FAILED: infra/app.ts ended with code ${code}:\n${Buffer.concat(output)}`));
    });
  });
}

// Makes what `cdk deploy` would deploy: bundles the functions and synthesizes the template, offline. In child processes,
// because the construct library is large and not needed afterwards.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Answers the folder of the cloud assembly. Throws with the output of the step that failed. */
export async function buildStack(outdir: string): Promise<string> {
  await runStep('infra/bundle.ts', {});
  await runStep('infra/app.ts', { CDK_OUTDIR: outdir, REBATCH_NAG: 'off' });
  return outdir;
}

function runStep(script: string, env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { cwd: root, env: { ...process.env, ...env }, stdio: 'pipe' });
    const output: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => output.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`BUILD_FAILED: ${script} ended with code ${code}:\n${Buffer.concat(output)}`));
    });
  });
}

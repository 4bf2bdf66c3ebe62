import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { synthesize } from '../../infra/app.ts';
import { newFolder } from './dispatch-template.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the app as the CDK's command line does: where to write, and its context, are in the environment. */
function startApp(context: Record<string, unknown>): { outdir: string; error: string } {
  const outdir = newFolder();
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) };
  try {
    execFileSync(process.execPath, ['infra/app.ts'], { cwd: ROOT, env, stdio: 'pipe', encoding: 'utf8' });
    return { outdir, error: '' };
  } catch (error) {
    return { outdir, error: (error as { stderr: string }).stderr };
  }
}

describe('the app', () => {
  it('writes the same template started by the command line as called by the local stack', async () => {
    const { outdir, error } = startApp({ ...JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context });
    const { directory, templateFile, stackName } = await synthesize({ outdir: newFolder(), nag: false, bundle: false });

    expect(error).toBe('');
    expect(stackName).toBe('rebatch-dev');
    expect(readFileSync(join(directory, templateFile), 'utf8')).toBe(readFileSync(join(outdir, templateFile), 'utf8'));
  });

  it('ends with all faults of the settings, and no stack trace', () => {
    const { error } = startApp({ stage: '?', alarms: 'perhaps' });

    expect(error.trim().split('\n')).toHaveLength(2);
    expect(error).toMatch(/^SETTING_INVALID: stage: /);
    expect(error).toContain('SETTING_INVALID: alarms: ');
  });
});

// docs/api.md, command by command, on the running stack: from a zone that nobody knows to an order at the door.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LocalStack, startLocalStack } from '../../functions/local/stack/local-stack.ts';
import { makeClient } from '../../shared/client/client.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
/** What npm adds to a command is npm's; ten times of it would only be slow. */
const script = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
  .map(([, text = '']) => text.replaceAll('npm run -s call --', `"${process.execPath}" functions/local/call.ts`))
  .join('\n');

let stack: LocalStack;

beforeAll(async () => {
  stack = await startLocalStack({
    assemblyDir: inject('assemblyDir'),
    clock: { startAt: Date.UTC(2026, 0, 5, 11) / 1000, speed: 'max' },
  });
});

afterAll(() => stack?.stop());

describe('docs/api.md', () => {
  it('leads from the first order to the door', async () => {
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', script], {
      cwd: ROOT,
      env: { ...process.env, REBATCH_API: stack.apiUrl },
    });
    const client = makeClient({ url: stack.apiUrl });
    const params = { zoneId: 'riverside', orderId: 'o-1' };
    const order = await client.call('GET /v1/zones/{zoneId}/orders/{orderId}', { params });

    expect(order).toMatchObject({ answer: { stage: 'delivered', courierId: 'c-1' } });
    expect(stdout).toContain('"ask": "fit"');
    expect(stdout).toMatch(/"decision": "(release|assign)"/);
    expect(stdout.match(/"outcome": "applied"/g)).toHaveLength(7);
  });
});

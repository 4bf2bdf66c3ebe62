// One call of the API: prints the answer, or a field of it, and can wait until the answer is as it should be.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { accessTo, LOCAL_API } from '../api-access.ts';

interface Flags {
  readonly api: string;
  readonly token?: string;
  readonly get?: string;
  readonly until?: string;
  readonly key?: string;
}

const LOOK_AGAIN_MS = 200;
const LONGEST_WAIT_MS = 60_000;

/** Exit codes: 0 done, 1 a problem, or not as it should be within a minute, 2 nothing of the kind was asked or answered. */
export const callCommand = (command: Command): Command =>
  command
    .description('Calls the HTTP API (docs/api.md) and prints the answer')
    .argument('<method>', 'GET, PUT, POST, PATCH or DELETE')
    .argument('<path>', 'such as /v1/zones')
    .argument('[body]', 'JSON')
    .option('--api <url>', 'where the API is', process.env.REBATCH_API ?? LOCAL_API)
    .option('--token <jwt>', 'a token; without, calls to the cloud are signed with the usual AWS credentials')
    .option('--get <field>', 'print this field of the answer only, with dots for inner ones')
    .option('--until <field=value>', 'ask again until the field has the value')
    .option('--key <id>', 'an Idempotency-Key')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (method: string, path: string, body: string | undefined, flags: Flags) => {
      try {
        process.exitCode = await call(method.toUpperCase(), path, body, flags);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        process.stderr.write(
          `API_UNREACHABLE: ${flags.api} does not answer: ${why}. Start it (npm start), or name it by --api.\n`,
        );
        process.exitCode = 2;
      }
    });

async function call(method: string, path: string, body: string | undefined, flags: Flags): Promise<number> {
  const access = accessTo(flags.api, flags.token);
  const headers = {
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(flags.key !== undefined && { 'Idempotency-Key': flags.key }),
  };
  const endsAt = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const response = await access.fetch(access.url.replace(/\/$/, '') + path, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    const isThere = response.ok && isAsWanted(answer, flags.until);
    if (!isThere && flags.until !== undefined && performance.now() < endsAt) {
      await sleep(LOOK_AGAIN_MS);
      continue;
    }
    (response.ok ? process.stdout : process.stderr).write(shown(answer, response.ok ? flags.get : undefined));
    return isThere ? 0 : 1;
  }
}

function isAsWanted(answer: unknown, until: string | undefined): boolean {
  if (until === undefined) return true;
  const [field = '', value = ''] = until.split('=');
  return String(at(answer, field)) === value;
}

const at = (answer: unknown, field: string): unknown =>
  field
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>> | null)?.[name], answer);

function shown(answer: unknown, field: string | undefined): string {
  const part = field === undefined ? answer : at(answer, field);
  return `${typeof part === 'string' ? part : JSON.stringify(part, null, 2)}\n`;
}

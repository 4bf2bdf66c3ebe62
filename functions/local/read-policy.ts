// A policy for a run: a JSON file with the parts that differ from the default policy.
import { readFile } from 'node:fs/promises';
import { parsePolicy } from '../../shared/adapters/schema/parse.ts';
import { DEFAULT_POLICY } from '../../shared/domain/default-policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { err, type Result } from '../../shared/kernel/result.ts';

type Json = Readonly<Record<string, unknown>>;

/** The whole policy, or everything that is wrong with the file, a line each. */
export async function readPolicyFile(file: string): Promise<Result<Policy, readonly string[]>> {
  let parts: unknown;
  try {
    parts = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return err([`it cannot be read: ${error instanceof Error ? error.message : error}`]);
  }
  if (!isRecord(parts)) return err(['it holds no JSON object. Give the parts of the policy that differ.']);
  const parsed = parsePolicy(mergeParts({ ...DEFAULT_POLICY }, parts));
  return parsed.ok ? parsed : err(parsed.error.map(({ code, cause, action }) => `${code}: ${cause}. ${action}`));
}

/** Groups of values are merged, single values replaced; what does not fit is left for the schema to refuse. */
const mergeParts = (base: Json, parts: Json): Json => ({
  ...base,
  ...Object.fromEntries(
    Object.entries(parts).map(([name, value]) => {
      const known = Object.hasOwn(base, name) ? base[name] : undefined;
      return [name, isRecord(known) && isRecord(value) ? mergeParts(known, value) : value];
    }),
  ),
});

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

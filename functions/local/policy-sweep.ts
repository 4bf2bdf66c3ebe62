// One number of a policy replaced by each of several values, the rest as it is: how sensitive results are to it.
import { parsePolicy } from '../../shared/adapters/schema/parse.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

export interface Variant {
  /** As `weights.latePerSec=300`. */
  readonly name: string;
  readonly policy: Policy;
}

/**
 * The variants of `given`, such as `weights.latePerSec=0,300`, or everything that is wrong with it. The value that the
 * policy has already makes none: that is the policy itself.
 */
export function sweepPolicy(policy: Policy, given: string): Result<readonly Variant[], readonly string[]> {
  const [, path = '', list = ''] = /^([\w.]+)=(.+)$/.exec(given) ?? [];
  if (path === '') return err(['give a field of the policy and its values, as weights.latePerSec=0,100,300']);
  const now = numberAt(policy, path.split('.'));
  if (now === null) return err([`the policy has no number ${path}. Give one of ${numbersOf(policy).join(', ')}.`]);
  const values = list.split(',').map((text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN));
  if (values.some(Number.isNaN)) return err([`${list} must be numbers with commas between`]);
  const read = [...new Set(values)]
    .filter((value) => value !== now)
    .map((value) => ({ name: `${path}=${value}`, parsed: parsePolicy(withNumber(policy, path.split('.'), value)) }));
  const faults = read.flatMap(({ parsed }) =>
    parsed.ok ? [] : parsed.error.map(({ code, cause, action }) => `${code}: ${cause}. ${action}`),
  );
  if (faults.length > 0) return err(faults);
  return ok(read.flatMap(({ name, parsed }) => (parsed.ok ? [{ name, policy: parsed.value }] : [])));
}

/** Versions count changes of the record, and change nothing. */
const numbersOf = (policy: Policy): readonly string[] => pathsIn(policy).filter((path) => path !== 'version');

const pathsIn = (group: object): readonly string[] =>
  Object.entries(group).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'number') return [name];
    return typeof value === 'object' && value !== null ? pathsIn(value).map((path) => `${name}.${path}`) : [];
  });

function numberAt(group: unknown, [name = '', ...rest]: readonly string[]): number | null {
  if (!isGroup(group) || !Object.hasOwn(group, name)) return null;
  const value = group[name];
  if (rest.length > 0) return numberAt(value, rest);
  return typeof value === 'number' && name !== 'version' ? value : null;
}

const withNumber = (group: unknown, [name = '', ...rest]: readonly string[], value: number): unknown =>
  isGroup(group) ? { ...group, [name]: rest.length > 0 ? withNumber(group[name], rest, value) : value } : group;

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

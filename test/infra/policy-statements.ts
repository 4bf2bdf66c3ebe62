// Every statement of every policy in a template, wherever it stands: roles, queues, topics, buckets, keys.
import { placeOf, type Resources, target } from './dispatch-template.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export interface PlacedStatement extends Statement {
  /** The resource of the template that has it. */
  readonly id: string;
  readonly type: string;
}

export const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

export const statementsOf = (resources: Resources): readonly PlacedStatement[] =>
  Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
    statementsIn(Properties).map((statement) => ({ ...statement, id, type: Type })),
  );

function statementsIn(value: unknown): readonly Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  const { Statement: own, ...others } = value as { Statement?: Statement | readonly Statement[] };
  return [...(own === undefined ? [] : list(own)), ...Object.values(others).flatMap(statementsIn)];
}

/** What each role may do, as lines "action place", sorted. */
export function permissionsOf(resources: Resources): Readonly<Record<string, readonly string[]>> {
  const lines: Record<string, string[]> = {};
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::IAM::Policy') continue;
    const allowed = statementsIn(Properties).flatMap(linesOf);
    for (const role of list(Properties.Roles).map(target).map(placeOf))
      lines[role] = [...(lines[role] ?? []), ...allowed].sort();
  }
  return lines;
}

/** An ARN, or one with a path behind it. */
function placeOfResource(resource: unknown): string {
  if (resource === '*') return '*';
  const { 'Fn::Join': join } = resource as { 'Fn::Join'?: readonly [string, readonly [unknown, string]] };
  return join === undefined ? placeOf(target(resource)) : placeOf(target(join[1][0])) + join[1][1];
}

function linesOf({ Effect, Action, Resource }: Statement): readonly string[] {
  if (Effect !== 'Allow') return [];
  const places = list(Resource).map(placeOfResource);
  return list(Action).flatMap((action) => places.map((place) => `${action} ${place}`));
}

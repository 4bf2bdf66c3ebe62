// Compares a template with what the local stack knows: errors for what is unknown, lines for what is left out.
import { LocalStackError } from '../errors.ts';
import type { Assembly, Resource } from './assembly.ts';
import { flatten, PROVISIONED, type ResourceType, SKIPPED } from './resource-types.ts';

/** Throws for unknown types, properties and conditions; returns one line for each thing left out. */
export function audit(assembly: Assembly): string[] {
  const skipped = new Map<string, string[]>();
  const missing = new Map<string, string[]>();
  for (const [id, resource] of assembly.resources) {
    const type = PROVISIONED[resource.type];
    if (type) auditProperties(id, resource, type, missing);
    else note(skipped, skippedLine(id, resource.type), id);
  }
  return [...lines(skipped), ...lines(missing)];
}

function auditProperties(id: string, resource: Resource, type: ResourceType, missing: Map<string, string[]>): void {
  if (resource.condition !== null) {
    throw new LocalStackError(
      'TEMPLATE_CONDITION',
      `${id} (${resource.type}) depends on the condition ${resource.condition}.`,
      'Decide it when synthesizing; the local stack evaluates no conditions.',
    );
  }
  for (const property of flatten(type, resource.properties).map(([path]) => path)) {
    const effect = type.missing[property];
    if (effect !== undefined) note(missing, `${resource.type} ${property}: ${effect}`, id);
    else if (!type.honoured.includes(property) && !type.silent.includes(property)) {
      throw unknown(`${id}.Properties.${property} of ${resource.type} is a property`);
    }
  }
}

function skippedLine(id: string, type: string): string {
  const reason = SKIPPED[type];
  if (reason === undefined) throw unknown(`${id} is of the type ${type}, a type`);
  return `${type}: ${reason}`;
}

function note(lines: Map<string, string[]>, line: string, id: string): void {
  const ids = lines.get(line) ?? [];
  ids.push(id);
  lines.set(line, ids);
}

function lines(noted: ReadonlyMap<string, readonly string[]>): string[] {
  return [...noted].map(
    ([line, ids]) => `skipped ${line} (${ids.length > 3 ? `${ids.length} times` : ids.join(', ')})`,
  );
}

function unknown(what: string): LocalStackError {
  return new LocalStackError(
    'TEMPLATE_UNKNOWN',
    `${what} that the local stack does not know.`,
    'Add it to template/resource-types.ts: to what is run, or to what is left out, with the reason.',
  );
}

// Values that a JSON Schema admits, as zod writes schemas; enough of the language for the API's own document.
import fc from 'fast-check';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly additionalProperties?: unknown;
}

/** More than these are never needed to find a fault. */
const MOST_ITEMS = 3;
const MOST_TEXT = 12;

export function admitted(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(admitted));
  switch (schema.type) {
    case 'object':
      return anObject(schema);
    case 'array': {
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS));
      return fc.array(admitted(schema.items ?? {}), { minLength, maxLength });
    }
    case 'string': {
      const minLength = schema.minLength ?? 0;
      return fc.string({
        unit: 'grapheme',
        minLength,
        maxLength: Math.max(minLength, Math.min(schema.maxLength ?? MOST_TEXT, MOST_TEXT)),
      });
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function anObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, admitted(schema)]));
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

/** The value with one thing in it that is wrong: a field less, one more, or another in its place. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const strange = fc.oneof(
    fc.constantFrom<unknown>(null, -1, 1e308, 0.5, '', '#', 'x'.repeat(1000), [], {}, true, '\ud800', '__proto__'),
    fc.jsonValue({ maxDepth: 1 }),
  );
  if (Array.isArray(value) && value.length > 0)
    return fc.oneof(
      strange,
      fc.nat(value.length - 1).chain((at) => spoiled(value[at]).map((item) => value.with(at, item))),
    );
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return strange;
  const entries = Object.entries(value);
  return fc.nat(entries.length - 1).chain((at) => {
    const [name, item] = entries[at] ?? ['', null];
    const { [name]: _, ...others } = value as Readonly<Record<string, unknown>>;
    return fc.oneof(
      fc.constant(others),
      fc.constant({ ...value, unheardOf: 1 }),
      spoiled(item).map((changed) => ({ ...others, [name]: changed })),
    );
  });
}

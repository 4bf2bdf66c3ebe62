// CloudFormation's intrinsic functions, as far as this template needs them; anything else is an error, not a guess.
// Nothing is resolved before it is needed, so a resource that the laptop skips may use whatever it likes.
import { LocalStackError } from '../errors.ts';

/** What Ref and Fn::GetAtt lead to. Both throw for a name that has no value here. */
export interface Scope {
  ref(name: string): unknown;
  attribute(resource: string, attribute: string): unknown;
}

type Intrinsic = (argument: unknown, scope: Scope, where: string) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope, where) => scope.ref(text(name, where)),
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
};

/**
 * The value with every intrinsic in it replaced, at any depth. List items without a value (AWS::NoValue) are left out.
 * @param where the path of the value in the template, for messages
 */
export function resolve(value: unknown, scope: Scope, where: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => resolve(item, scope, `${where}[${index}]`)).filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return value;
  const name = intrinsicName(value);
  if (name === null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolve(item, scope, `${where}.${key}`)]),
    );
  }
  const intrinsic = INTRINSICS[name];
  if (intrinsic) return intrinsic(value[name], scope, `${where}.${name}`);
  throw new LocalStackError(
    'TEMPLATE_INTRINSIC_UNKNOWN',
    `${where} uses ${name}, which the local stack does not evaluate.`,
    `Use one of ${Object.keys(INTRINSICS).join(', ')}, or teach template/intrinsics.ts the function.`,
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A one-key object named like an intrinsic is one, known or not. */
function intrinsicName(value: Readonly<Record<string, unknown>>): string | null {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return null;
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::') ? key : null;
}

function getAtt(argument: unknown, scope: Scope, where: string): unknown {
  const path = typeof argument === 'string' ? argument.split('.') : list(argument, where);
  const [resource, ...attribute] = path.map((part) => text(part, where));
  if (resource === undefined || attribute.length === 0) throw malformed(where, 'a resource and an attribute');
  return scope.attribute(resource, attribute.join('.'));
}

function join(argument: unknown, scope: Scope, where: string): string {
  const [separator, parts] = list(argument, where);
  const resolved = list(resolve(parts, scope, where), where);
  return resolved.map((part) => text(part, where)).join(text(separator, where));
}

function split(argument: unknown, scope: Scope, where: string): string[] {
  const [separator, source] = list(argument, where);
  return text(resolve(source, scope, where), where).split(text(separator, where));
}

function select(argument: unknown, scope: Scope, where: string): unknown {
  const [index, source] = list(argument, where);
  const items = list(resolve(source, scope, where), where);
  const at = Number(resolve(index, scope, where));
  if (!(at in items)) throw malformed(where, `an index from 0 to ${items.length - 1}`);
  return items[at];
}

/** `${Name}`, `${Resource.Attribute}` and the names of the second argument; `${!x}` stands for the text `${x}`. */
function substitute(argument: unknown, scope: Scope, where: string): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = isRecord(variables) ? variables : {};
  return text(template, where).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in own) return text(resolve(own[name], scope, where), where);
    const [resource = '', ...attribute] = name.split('.');
    return text(attribute.length > 0 ? scope.attribute(resource, attribute.join('.')) : scope.ref(name), where);
  });
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(where, 'a list');
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed(where, 'a text');
}

function malformed(where: string, wanted: string): LocalStackError {
  return new LocalStackError(
    'TEMPLATE_MALFORMED',
    `${where} should have ${wanted}.`,
    'Synthesize the template again; it was not written by the CDK, or it was edited.',
  );
}

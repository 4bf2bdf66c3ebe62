// What a mapping or schedule calls: alias -> version -> function, as Lambda does, so that a broken chain fails here.
import { LocalStackError } from '../errors.ts';
import type { Assembly } from './assembly.ts';
import { resolve } from './intrinsics.ts';
import { parseFunctionReference, type References, VERSION } from './references.ts';
import type { Invocable } from './topology.ts';

const LATEST = '$LATEST';

/** @param caller the logical id of the mapping or schedule, for messages */
export function resolveTarget(
  assembly: Assembly,
  references: References,
  caller: string,
  reference: string,
): Invocable {
  const { name, qualifier } = parseFunctionReference(reference);
  const of = (type: string) =>
    [...assembly.resources].filter(([, resource]) => resource.type === type).map(([id]) => id);
  const property = (id: string, key: string) =>
    String(resolve(assembly.resources.get(id)?.properties[key], references, `${id}.Properties.${key}`));
  const belongs = (id: string) => parseFunctionReference(property(id, 'FunctionName')).name === name;

  const functionId = of('AWS::Lambda::Function').find((id) => references.nameOf(id) === name);
  if (functionId === undefined) throw broken(caller, reference, 'no function of the template has that name');
  const hasVersion = of('AWS::Lambda::Version').some(belongs);
  const invocable = (version: string): Invocable => ({ functionName: name, version, invokedArn: reference });
  if (qualifier === null || qualifier === LATEST) {
    return { ...invocable(LATEST), invokedArn: references.arnOf(functionId) };
  }
  const alias = of('AWS::Lambda::Alias').find((id) => belongs(id) && references.nameOf(id) === qualifier);
  const version = alias === undefined ? qualifier : property(alias, 'FunctionVersion');
  if (version === LATEST || (version === VERSION && hasVersion)) return invocable(version);
  throw broken(caller, reference, `${qualifier} leads to no version of the function`);
}

function broken(caller: string, reference: string, why: string): LocalStackError {
  return new LocalStackError(
    'TEMPLATE_TARGET',
    `${caller} calls ${reference}, but ${why}.`,
    'Point it at a function, version or alias of the same stack.',
  );
}

// The routes of the template's HTTP API: route -> integration -> alias -> function.
import { LocalStackError } from '../errors.ts';
import type { Assembly } from './assembly.ts';
import { resolve } from './intrinsics.ts';
import type { References } from './references.ts';
import { resolveTarget } from './resolve-target.ts';
import type { RouteSpec } from './topology.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Whole paths first, as the gateway prefers them. */
export const inOrder = (routes: readonly RouteSpec[]): readonly RouteSpec[] =>
  [...routes].sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));

export function readRoute(assembly: Assembly, references: References, id: string, properties: Properties): RouteSpec {
  const key = String(properties.RouteKey);
  const [method = '', path = ''] = key.split(' ');
  const hasParameters = path.replace(/\/\{proxy\+\}$/, '').includes('{');
  if (path === '' || hasParameters) {
    throw new LocalStackError(
      'TEMPLATE_ROUTE',
      `${id} has the route ${key}, which the local gateway cannot match.`,
      'Use whole paths and {proxy+} at the end; the function knows its own routes.',
    );
  }
  const integrationId = String(properties.Target).replace(/^integrations\//, '');
  const integration = assembly.resources.get(integrationId);
  if (integration?.type !== 'AWS::ApiGatewayV2::Integration') {
    throw new LocalStackError(
      'TEMPLATE_INTEGRATION',
      `${id} leads to ${String(properties.Target)}, which is no integration of the template.`,
      'Point the route at an integration of the same stack.',
    );
  }
  const uri = resolve(integration.properties.IntegrationUri, references, `${integrationId}.Properties.IntegrationUri`);
  return { key, method, path, target: resolveTarget(assembly, references, id, String(uri)) };
}

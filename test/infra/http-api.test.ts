import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, placeOf, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';

let signed: Resources;
let byToken: Resources;

beforeAll(async () => {
  signed = resourcesOf(await stageTemplate({}));
  byToken = resourcesOf(
    await stageTemplate({
      apiJwtIssuer: 'https://login.example.org/pool',
      apiJwtAudience: 'rebatch',
      apiRatePerSec: '7',
    }),
  );
});

const routesOf = (resources: Resources) =>
  Object.fromEntries(
    Object.values(ofType(resources, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => [
      Properties.RouteKey,
      Properties.AuthorizationType,
    ]),
  );

describe('the HTTP API', () => {
  it('takes signed calls, and leaves nothing open but its document and its health', () => {
    expect(routesOf(signed)).toEqual({
      'ANY /v1/{proxy+}': 'AWS_IAM',
      'GET /v1/health': 'NONE',
      'GET /openapi.json': 'NONE',
    });
  });

  it('takes tokens of an issuer where the settings name one', () => {
    const [authorizer] = Object.values(ofType(byToken, 'AWS::ApiGatewayV2::Authorizer'));

    expect(routesOf(byToken)).toMatchObject({ 'ANY /v1/{proxy+}': 'JWT', 'GET /v1/health': 'NONE' });
    expect(authorizer?.Properties.JwtConfiguration).toEqual({
      Issuer: 'https://login.example.org/pool',
      Audience: ['rebatch'],
    });
  });

  it('calls the alias of its function, and nobody else may', () => {
    const integrations = Object.values(ofType(signed, 'AWS::ApiGatewayV2::Integration'));
    const permissions = Object.values(ofType(signed, 'AWS::Lambda::Permission'));

    expect(integrations.map(({ Properties }) => placeOf(target(Properties.IntegrationUri)))).toEqual([
      'ApiFunctionAliaslive',
    ]);
    expect(
      permissions.map(({ Properties }) => [Properties.Principal, placeOf(target(Properties.FunctionName))]),
    ).toEqual([['apigateway.amazonaws.com', 'ApiFunctionAliaslive']]);
  });

  it('is throttled, and logs each call without what leads to people', () => {
    const stageOf = (resources: Resources) =>
      Object.values(ofType(resources, 'AWS::ApiGatewayV2::Stage'))[0]?.Properties;
    const { Format: logged } = (stageOf(signed)?.AccessLogSettings ?? {}) as { readonly Format?: string };

    expect(stageOf(signed)?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    expect(stageOf(byToken)?.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 7 });
    expect(logged).toContain('$context.status');
    expect(logged).not.toMatch(/\$context\.(path|identity|authorizer|queryString)/);
  });
});

// The HTTP API: a gateway in front of one function. Who may call is the gateway's to say: AWS identities that may invoke it,
// or holders of a token from the issuer that the settings name. Open are only the document and the health check.
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as Gateway,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Worker } from './worker.ts';

export interface HttpApiProps {
  readonly worker: Worker;
  /** Whose tokens are taken; null: calls are signed (IAM). */
  readonly jwt: { readonly issuer: string; readonly audience: string } | null;
  /** Calls a second over all callers, and how many may come at once; more are answered 429. */
  readonly ratePerSec: number;
  readonly burst: number;
  readonly logRetentionDays: number;
  readonly removal: 'destroy' | 'retain';
}

/** Everything else is a route of the function's own, which knows them all. */
const OPEN_PATHS = ['/openapi.json', '/v1/health'];

export class HttpApi extends Construct {
  /** Scheme and host; paths begin with /v1. */
  readonly url: string;
  readonly id: string;
  private readonly gateway: Gateway;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.gateway = new Gateway(this, 'Gateway', {
      description: 'rebatch: orders, couriers and stores in; plans, explanations and changes out.',
      createDefaultStage: false,
    });
    this.url = this.gateway.apiEndpoint;
    this.id = this.gateway.apiId;
    const integration = new HttpLambdaIntegration('Function', props.worker.entry, { scopePermissionToRoute: false });
    this.gateway.addRoutes({
      path: '/v1/{proxy+}',
      methods: [HttpMethod.ANY],
      integration,
      authorizer: authorizerOf(props),
    });
    for (const path of OPEN_PATHS)
      for (const route of this.gateway.addRoutes({
        path,
        methods: [HttpMethod.GET],
        integration,
        authorizer: new HttpNoneAuthorizer(),
      }))
        acknowledgeOpen(route);
    this.addStage(props);
  }

  private addStage({ logRetentionDays, removal, ratePerSec, burst }: HttpApiProps): void {
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: logRetentionDays,
      removalPolicy: removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.gateway,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: ratePerSec, burstLimit: burst },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: accessLine() },
    });
  }
}

/** Who called what, and how it ended. No path with its ids, no query and no address: they lead to people. */
const accessLine = (): AccessLogFormat =>
  AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      at: AccessLogField.contextRequestTimeEpoch(),
      method: AccessLogField.contextHttpMethod(),
      route: '$context.routeKey',
      status: AccessLogField.contextStatus(),
      latencyMs: AccessLogField.contextResponseLatency(),
      error: '$context.integrationErrorMessage',
    }),
  );

function authorizerOf({ jwt }: HttpApiProps): IHttpRouteAuthorizer {
  return jwt === null
    ? new HttpIamAuthorizer()
    : new HttpJwtAuthorizer('Tokens', jwt.issuer, { jwtAudience: [jwt.audience] });
}

function acknowledgeOpen(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'It says what the API looks like, or that it runs, and nothing about any zone; what calls cost is throttled.',
  });
}

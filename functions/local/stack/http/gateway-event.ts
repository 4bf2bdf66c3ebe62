// A request as the gateway hands it to a function: the event of an HTTP API, payload format 2.0. Paths come decoded, as from
// the gateway, headers in lower case and joined.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import { ACCOUNT, REGION } from '../template/references.ts';
import type { RouteSpec } from '../template/topology.ts';

export function gatewayEvent(
  { method = 'GET', headers, httpVersion, socket }: IncomingMessage,
  url: URL,
  body: Buffer,
  route: RouteSpec,
  nowMs: Milliseconds,
): unknown {
  const path = decodeURIComponent(url.pathname);
  const parameters = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(',')]),
  );
  const isText = isUtf8(body);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    headers: joined(headers),
    ...(url.search.length > 1 && { queryStringParameters: parameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: url.host,
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: `HTTP/${httpVersion}`,
        sourceIp: socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: new Date(nowMs).toISOString(),
      timeEpoch: nowMs,
      region: REGION,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

const isUtf8 = (body: Buffer): boolean => Buffer.from(body.toString('utf8'), 'utf8').equals(body);

const joined = (headers: IncomingMessage['headers']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  );

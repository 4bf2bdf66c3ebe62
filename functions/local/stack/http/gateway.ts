// The gateway of the template's HTTP API on this machine: its routes, in its order of preference, lead to the functions that
// the template names. Nothing checks who calls: the server listens on loopback only.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import type { InvocationResult } from '../runtime/function-instance.ts';
import type { Invocable, RouteSpec } from '../template/topology.ts';
import { gatewayEvent } from './gateway-event.ts';

export interface GatewayParts {
  readonly routes: readonly RouteSpec[];
  readonly invoke: (target: Invocable, event: unknown) => Promise<InvocationResult>;
  readonly nowMs: () => Milliseconds;
}

interface FunctionResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** What the gateway itself takes of a request. */
const MOST_BYTES = 10_485_760;

export async function answerAsGateway(
  { routes, invoke, nowMs }: GatewayParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  if (url === null || !isDecodable(url.pathname)) return own(response, 400, 'Bad Request');
  const route = routes.find((one) => matches(one, request.method ?? 'GET', decodeURIComponent(url.pathname)));
  if (route === undefined) return own(response, 404, 'Not Found');
  const body = await read(request);
  if (body === null) return own(response, 413, 'Request Entity Too Large');
  const result = await invoke(route.target, gatewayEvent(request, url, body, route, nowMs()));
  if (result.kind !== 'answer') return own(response, result.kind === 'timeout' ? 503 : 500, 'Internal Server Error');
  const { statusCode = 200, headers = {}, body: text = '', isBase64Encoded } = (result.value ?? {}) as FunctionResponse;
  response.writeHead(statusCode, headers);
  response.end(Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8'));
}

/** Routes are sorted: whole paths before those that take any rest. */
function matches({ method, path }: RouteSpec, asked: string, pathname: string): boolean {
  if (method !== 'ANY' && method !== asked) return false;
  return path.endsWith('/{proxy+}') ? pathname.startsWith(path.slice(0, -'{proxy+}'.length)) : pathname === path;
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** In the words of the gateway, which are not the function's. */
function own(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= MOST_BYTES) chunks.push(chunk as Buffer);
  }
  return size > MOST_BYTES ? null : Buffer.concat(chunks);
}

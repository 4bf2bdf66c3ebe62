// The API's own answers behind a server on loopback, on any ports: what the gateway and the function do together.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnswerRequest, makeAnswerRequest, type Request } from '../../functions/api/answer-request.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';

const SILENT = { warn: () => {}, error: () => {} };

export const answering = (ports: Ports): AnswerRequest => makeAnswerRequest({ ports, log: SILENT });

/** A request as the gateway hands it over. */
export function requestOf(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Request {
  const url = new URL(target, 'http://localhost');
  return {
    rawPath: url.pathname,
    queryStringParameters: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
    requestContext: { http: { method } },
  };
}

export interface ApiServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function serveApi(answer: AnswerRequest): Promise<ApiServer> {
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then(async (body) => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const response = await answer(requestOf(incoming.method ?? 'GET', incoming.url ?? '/', headers, body));
      outgoing.writeHead(response.statusCode, response.headers as Record<string, string>);
      outgoing.end(Buffer.from(response.body ?? '', response.isBase64Encoded ? 'base64' : 'utf8'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => stop(server) };
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

async function read(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : Buffer.concat(chunks).toString('utf8');
}

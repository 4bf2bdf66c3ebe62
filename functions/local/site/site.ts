// What `npm start` serves at one address: the console's files, the HTTP API beside them, and a stream that says when to look
// again. The same paths as in the cloud, where the stream is missing and the console polls.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, HttpServer } from '../stack/http/http-server.ts';
import { LocalStackError } from '../stack/local-stack.ts';
import { ChangeStream } from './change-stream.ts';
import { serveFile } from './static-files.ts';

/** Easy to remember, and rarely taken. */
const USUAL_PORT = 8787;
const STREAM = /^\/v1\/zones\/[^/]+\/stream$/;

export class Site {
  readonly server: HttpServer;
  private readonly stream = new ChangeStream();
  private gateway: Answer | null = null;

  private constructor(server: HttpServer) {
    this.server = server;
    server.answerWith((request, response) => this.answer(request, response));
  }

  /** @param port undefined: the usual one, or any other if that is taken. Throws LocalStackError when the port is not to be had. */
  static async open(port: number | undefined): Promise<Site> {
    return new Site(await listenAt(port));
  }

  get url(): string {
    return this.server.url;
  }

  /** From now on calls of the API are answered. */
  answerCallsWith(gateway: Answer): void {
    this.gateway = gateway;
    this.stream.changed();
  }

  /** Something may look different now. */
  changed(): void {
    this.stream.changed();
  }

  async stop(): Promise<void> {
    this.stream.end();
    await this.server.stop();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = URL.parse(request.url ?? '/', this.url)?.pathname ?? '/';
    if (request.method === 'GET' && STREAM.test(path)) return this.stream.join(response);
    if (!path.startsWith('/v1/') && path !== '/openapi.json') return serveFile(path, response);
    if (this.gateway === null) return starting(response);
    await this.gateway(request, response);
    if (request.method !== 'GET') this.stream.changed();
  }
}

async function listenAt(port: number | undefined): Promise<HttpServer> {
  if (port !== undefined) return HttpServer.listen(port);
  try {
    return await HttpServer.listen(USUAL_PORT);
  } catch (error) {
    if (!(error instanceof LocalStackError)) throw error;
    return HttpServer.listen(0);
  }
}

function starting(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' });
  const said = {
    type: 'urn:rebatch:problem:unavailable',
    title: 'A store or a queue does not answer',
    status: 503,
    code: 'UNAVAILABLE',
    cause: 'the stack is starting',
    action: 'Send it again in a second.',
  };
  response.end(JSON.stringify(said));
}

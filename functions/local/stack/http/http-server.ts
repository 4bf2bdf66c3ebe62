// A server on loopback that listens before there is anything to say: until somebody answers for it, it says that the stack
// is starting.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalStackError, messageOf } from '../errors.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const HOST = '127.0.0.1';

export class HttpServer {
  readonly url: string;
  private readonly server: Server;
  private answer: Answer = starting;

  private constructor(server: Server) {
    this.server = server;
    this.url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.handle(request, response));
  }

  /** @param port 0: any that is free. Throws LocalStackError when it is not to be had. */
  static async listen(port: number): Promise<HttpServer> {
    const server = createServer();
    server.listen(port, HOST);
    try {
      await once(server, 'listening');
    } catch (cause) {
      throw new LocalStackError(
        'PORT_TAKEN',
        `Port ${port} of ${HOST} is not to be had: ${messageOf(cause)}.`,
        'Name another one, or end what listens there.',
        { cause },
      );
    }
    return new HttpServer(server);
  }

  /** From now on it answers so. */
  answerWith(answer: Answer): void {
    this.answer = answer;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.answer(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: messageOf(error) }));
    }
  }
}

function starting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ message: 'The stack is starting.' }));
}

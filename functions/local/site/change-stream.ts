// Server-sent events without content: they say that it is worth looking again. Many changes in a moment are one event.
import type { ServerResponse } from 'node:http';
import type { Milliseconds } from '../../../shared/kernel/units.ts';

/** At most five times a second. */
const PAUSE_MS: Milliseconds = 200;
/** So that proxies and browsers keep the connection. */
const HEARTBEAT_MS: Milliseconds = 15_000;

export class ChangeStream {
  private readonly listeners = new Set<ServerResponse>();
  private pause: NodeJS.Timeout | null = null;
  private isDue = false;
  private readonly heartbeat = setInterval(() => this.send(': still here\n\n'), HEARTBEAT_MS).unref();

  join(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 2000\nevent: changed\ndata:\n\n');
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }

  changed(): void {
    if (this.pause !== null) {
      this.isDue = true;
      return;
    }
    this.send('event: changed\ndata:\n\n');
    this.pause = setTimeout(() => {
      this.pause = null;
      const { isDue } = this;
      this.isDue = false;
      if (isDue) this.changed();
    }, PAUSE_MS).unref();
  }

  end(): void {
    clearInterval(this.heartbeat);
    for (const response of this.listeners) response.end();
  }

  private send(text: string): void {
    for (const response of this.listeners) response.write(text);
  }
}

// The thread of the DynamoDB emulator (dynalite), on 127.0.0.1 only.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { workerData } from 'node:worker_threads';
import type { ClockMemory } from '../clock/virtual-clock.ts';
import { installVirtualDate } from '../clock/virtual-date.ts';
import { serve } from './thread.ts';

export interface DynamoDbThreadData {
  readonly clock: ClockMemory;
  /** 0: any free one. */
  readonly port: number;
  /** Where items are kept; null: in memory. */
  readonly dataDir: string | null;
}

/** The part of the package that is used here; it has no types. */
type Dynalite = (options: {
  /** How long a table stays in CREATING, in ms. */
  readonly createTableMs: number;
  /** The folder of the LevelDB store; in memory without. */
  readonly path?: string;
}) => Server;

const { clock, port, dataDir }: DynamoDbThreadData = workerData;
installVirtualDate(clock);

const dynalite: Dynalite = createRequire(import.meta.url)('dynalite');
const server = dynalite({ createTableMs: 0, ...(dataDir === null ? {} : { path: dataDir }) });
// SUBTLE: idle connections are kept for ever, or a request can meet a closing one (ECONNRESET).
server.keepAliveTimeout = 0;
server.listen(port, '127.0.0.1');
await once(server, 'listening');

serve((server.address() as AddressInfo).port, () => {
  server.closeAllConnections();
  return new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
});

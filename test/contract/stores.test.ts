// The stores of the table, in memory and on DynamoDB, held to one contract a port; and on the simulated table of the storms,
// which proves that it does what DynamoDB does as far as the stores can tell.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { SimulatedTable } from '../../functions/local/chaos/cloud/simulated-table.ts';
import { DynamoCourierStore } from '../../shared/adapters/dynamodb/courier-store.ts';
import { DynamoHeadStore } from '../../shared/adapters/dynamodb/head-store.ts';
import { DynamoOrderStore } from '../../shared/adapters/dynamodb/order-store.ts';
import { DynamoRevisionStore } from '../../shared/adapters/dynamodb/revision-store.ts';
import { DynamoSettingsStore } from '../../shared/adapters/dynamodb/settings-store.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { MemoryCourierStore } from '../../shared/adapters/memory/courier-store.ts';
import { MemoryHeadStore } from '../../shared/adapters/memory/head-store.ts';
import { MemoryOrderStore } from '../../shared/adapters/memory/order-store.ts';
import { MemoryRevisionStore } from '../../shared/adapters/memory/revision-store.ts';
import { MemorySettingsStore } from '../../shared/adapters/memory/settings-store.ts';
import { type LocalDynamo, startDynalite } from '../support/dynalite.ts';
import { courierStoreContract } from './courier-store.contract.ts';
import { headStoreContract } from './head-store.contract.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { revisionStoreContract } from './revision-store.contract.ts';
import { settingsStoreContract } from './settings-store.contract.ts';

let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await startDynalite();
});
afterAll(() => dynamo.stop());

function simulatedTable(): Table {
  const table = new SimulatedTable();
  const client = { send: async (command: object) => table.execute(command) };
  return new Table(client as unknown as DynamoDBDocumentClient, 'plan');
}

const newTable = async (): Promise<Table> => new Table(dynamo.client, await dynamo.newTable());

orderStoreContract('memory', async () => new MemoryOrderStore());
orderStoreContract('dynamodb', async () => new DynamoOrderStore(await newTable()));
orderStoreContract('simulated', async () => new DynamoOrderStore(simulatedTable()));

courierStoreContract('memory', async () => new MemoryCourierStore());
courierStoreContract('dynamodb', async () => new DynamoCourierStore(await newTable()));
courierStoreContract('simulated', async () => new DynamoCourierStore(simulatedTable()));

settingsStoreContract('memory', async () => new MemorySettingsStore());
settingsStoreContract('dynamodb', async () => new DynamoSettingsStore(await newTable()));
settingsStoreContract('simulated', async () => new DynamoSettingsStore(simulatedTable()));

headStoreContract('memory', async () => new MemoryHeadStore());
headStoreContract('dynamodb', async () => new DynamoHeadStore(await newTable()));
headStoreContract('simulated', async () => new DynamoHeadStore(simulatedTable()));

revisionStoreContract('memory', async () => new MemoryRevisionStore());
revisionStoreContract('dynamodb', async () => new DynamoRevisionStore(await newTable()));
revisionStoreContract('simulated', async () => new DynamoRevisionStore(simulatedTable()));

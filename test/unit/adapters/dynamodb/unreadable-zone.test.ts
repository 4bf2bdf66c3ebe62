// One zone's settings that this code cannot read stop only that zone.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { SimulatedTable } from '../../../../functions/local/chaos/cloud/simulated-table.ts';
import { zoneKey } from '../../../../shared/adapters/dynamodb/keys.ts';
import { toItem } from '../../../../shared/adapters/dynamodb/marshal.ts';
import { DynamoSettingsStore } from '../../../../shared/adapters/dynamodb/settings-store.ts';
import { IF_ABSENT, Table } from '../../../../shared/adapters/dynamodb/table.ts';
import { aZone } from '../../../support/builders.ts';

test.each([
  ['of a newer form', { ...toItem(zoneKey('odd'), aZone({ zoneId: 'odd' })), v: 2 }],
  ['without a cadence', toItem(zoneKey('odd'), { zoneId: 'odd', timeBoxMs: 1000 })],
])('lists the other zones beside one whose settings are %s, and says so', async (_why, item) => {
  const simulated = new SimulatedTable();
  const client = { send: async (command: object) => simulated.execute(command) };
  const table = new Table(client as unknown as DynamoDBDocumentClient, 'plan');
  const said: unknown[] = [];
  const store = new DynamoSettingsStore(table, (error) => said.push(error));
  await store.putZone(aZone({ zoneId: 'north' }));
  await table.put(item, IF_ABSENT);

  const zones = await store.listZones();

  expect(zones.map(({ zoneId }) => zoneId)).toEqual(['north']);
  expect(said).toHaveLength(1);
  expect(String(said[0])).toContain('odd');
});

import { expect, test } from 'vitest';
import * as keys from '../../../../shared/adapters/dynamodb/keys.ts';

test('every record has the key that the protocol gives it', () => {
  expect([
    keys.zoneKey('z'),
    keys.policyKey('p', 2),
    keys.headKey('z'),
    keys.storeKey('z', 's'),
    keys.orderKey('z', 'o'),
    keys.registerKey('o'),
    keys.courierKey('z', 'c'),
    keys.positionKey('z', 'c'),
    keys.chunkKey('z', 7, 3, 12),
  ]).toEqual([
    { PK: 'ZONES', SK: 'Z#z' },
    { PK: 'POLICY', SK: 'P#p#2' },
    { PK: 'Z#z', SK: 'HEAD' },
    { PK: 'Z#z#S', SK: 'S#s' },
    { PK: 'Z#z#O', SK: 'O#o' },
    { PK: 'ORD#o', SK: 'A' },
    { PK: 'Z#z#C', SK: 'C#c' },
    { PK: 'Z#z#POS', SK: 'C#c' },
    { PK: 'Z#z#R#7#3', SK: '012' },
  ]);
});

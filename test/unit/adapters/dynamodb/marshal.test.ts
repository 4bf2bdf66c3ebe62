import { expect, test } from 'vitest';
import { orderKey } from '../../../../shared/adapters/dynamodb/keys.ts';
import { fromItem, toItem } from '../../../../shared/adapters/dynamodb/marshal.ts';

const key = orderKey('north', 'o1');

test('puts the key and the record version beside the fields, and takes them away again', () => {
  const item = toItem(key, { version: 3, stage: 'open' });

  expect(item).toEqual({ PK: 'Z#north#O', SK: 'O#o1', v: 1, version: 3, stage: 'open' });
  expect(fromItem(item)).toEqual({ version: 3, stage: 'open' });
});

test('lets a field of newer code ride along, so that a canary of two versions loses nothing', () => {
  const newer = { ...toItem(key, { version: 3 }), tip: 200 };

  const rewritten = toItem(key, { ...fromItem<{ version: number }>(newer), version: 4 });

  expect(rewritten).toMatchObject({ version: 4, tip: 200 });
});

test('refuses a record of a form that this code cannot read', () => {
  const item = { ...toItem(key, { version: 3 }), v: 2 };

  expect(() => fromItem(item)).toThrow('Z#north#O / O#o1 has record version 2');
});

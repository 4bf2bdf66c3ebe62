import { expect, test } from 'vitest';
import { fromChunks, MAX_CHUNK_BYTES, toChunks } from '../../../../shared/adapters/dynamodb/revision-chunks.ts';
import { aRevision } from '../../../contract/a-revision.ts';

// 20,000 ids of 64 random hex digits: 640 KB at the least, three chunks.
const large = aRevision({}, 20_000);

test('cuts a large revision into chunks that an item can hold, and puts them together again', () => {
  const chunks = toChunks(large);

  expect(chunks.length).toBeGreaterThanOrEqual(3);
  for (const { data } of chunks) expect(data.length).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
  expect(fromChunks(chunks)).toEqual(large);
});

test('finds nothing when any chunk is missing', () => {
  const chunks = toChunks(large);

  for (const missing of chunks.keys()) expect(fromChunks(chunks.filter((_, i) => i !== missing))).toBeNull();
  expect(fromChunks([])).toBeNull();
});

test('does not mix the chunks of two revisions', () => {
  const [first, ...others] = toChunks(large);
  const [other] = toChunks(aRevision({ createdAt: 1 }, 20_000));

  expect(first && other && fromChunks([other, ...others])).toBeNull();
});

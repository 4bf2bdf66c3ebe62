// The published schema of snapshot files is what the code reads: a change of it is accepted with GOLDEN_ACCEPT=1.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { snapshotFile } from '../../shared/adapters/schema/snapshot.ts';

const PUBLISHED = new URL('../../docs/snapshot.schema.json', import.meta.url);

it('docs/snapshot.schema.json is the schema by which snapshot files are read', () => {
  const title = 'A snapshot of a zone, for npm run -s solve -- snapshot';

  const schema = `${JSON.stringify({ title, ...z.toJSONSchema(snapshotFile, { io: 'input' }) }, null, 2)}\n`;

  if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(PUBLISHED, schema);
  expect(schema).toBe(readFileSync(PUBLISHED, 'utf8'));
});

// A plan revision as compressed chunks. Every chunk says of how many it is one and of what whole, so that a reader never
// takes the chunks of two tries for one revision. Compression is synchronous: a cycle has nothing else to do meanwhile, and
// some 60 KB take about as long as handing them to another thread.
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { PlanRevision } from '../../domain/revision.ts';

/** Well under the 400 KB that an item may have. */
export const MAX_CHUNK_BYTES = 300_000;

export interface RevisionChunk {
  readonly chunks: number;
  /** Of the whole, compressed. */
  readonly digest: string;
  readonly data: Uint8Array;
}

export function toChunks(revision: PlanRevision): readonly RevisionChunk[] {
  const whole = gzipSync(JSON.stringify(revision));
  const digest = digestOf(whole);
  const chunks = Math.ceil(whole.length / MAX_CHUNK_BYTES);
  return Array.from({ length: chunks }, (_, chunk) => ({
    chunks,
    digest,
    data: whole.subarray(chunk * MAX_CHUNK_BYTES, (chunk + 1) * MAX_CHUNK_BYTES),
  }));
}

/** @param found the chunks in sequence. Null when they are not all of one whole. */
export function fromChunks(found: readonly RevisionChunk[]): PlanRevision | null {
  const [first] = found;
  if (!first) return null;
  const whole = Buffer.concat(found.slice(0, first.chunks).map((chunk) => chunk.data));
  if (digestOf(whole) !== first.digest) return null;
  return JSON.parse(gunzipSync(whole).toString('utf8')) as PlanRevision;
}

const digestOf = (whole: Uint8Array): string => createHash('sha256').update(whole).digest('base64url').slice(0, 22);

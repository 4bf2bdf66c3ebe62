// A plan revision as compressed chunks. Every chunk says of how many it is one and of what whole, so that a reader never
// takes the chunks of two tries for one revision.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { PlanRevision } from '../../domain/revision.ts';

/** Well under the 400 KB that an item may have. */
export const MAX_CHUNK_BYTES = 300_000;

export interface RevisionChunk {
  readonly chunks: number;
  /** Of the whole, compressed. */
  readonly digest: string;
  readonly data: Uint8Array;
}

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export async function toChunks(revision: PlanRevision): Promise<readonly RevisionChunk[]> {
  const whole = await compress(JSON.stringify(revision));
  const digest = digestOf(whole);
  const chunks = Math.ceil(whole.length / MAX_CHUNK_BYTES);
  return Array.from({ length: chunks }, (_, chunk) => ({
    chunks,
    digest,
    data: whole.subarray(chunk * MAX_CHUNK_BYTES, (chunk + 1) * MAX_CHUNK_BYTES),
  }));
}

/** @param found the chunks in sequence. Null when they are not all of one whole. */
export async function fromChunks(found: readonly RevisionChunk[]): Promise<PlanRevision | null> {
  const [first] = found;
  if (!first) return null;
  const whole = Buffer.concat(found.slice(0, first.chunks).map((chunk) => chunk.data));
  if (digestOf(whole) !== first.digest) return null;
  return JSON.parse((await decompress(whole)).toString('utf8')) as PlanRevision;
}

const digestOf = (whole: Uint8Array): string => createHash('sha256').update(whole).digest('base64url').slice(0, 22);

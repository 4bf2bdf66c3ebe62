// Finds kept solves in their bucket. An operator does; no function may.
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { KeptSolves, SolveWanted } from '../../app/ports.ts';
import { invariant } from '../../kernel/result.ts';
import { chooseSolve } from '../choose-solve.ts';
import { readSolveKey, zonePrefix } from './solve-keys.ts';

type Listed = NonNullable<ReturnType<typeof readSolveKey>> & { readonly key: string };

interface Listing {
  readonly solves: readonly Listed[];
  readonly prefixes: readonly string[];
}

export class S3KeptSolves implements KeptSolves {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.client = client;
    this.bucket = bucket;
  }

  /** Looks through the zone's days, the newest first. */
  async find({ zoneId, revision, attempt }: SolveWanted): Promise<string | null> {
    const days = await this.list(zonePrefix(zoneId), '/');
    let best: Listed | null = null;
    for (const day of days.prefixes.toSorted().reverse()) {
      const found = (await this.list(`${day}${revision}-`)).solves;
      best = chooseSolve(best === null ? found : [best, ...found], attempt);
      if (best?.outcome === 'committed') break;
    }
    return best === null ? null : this.read(best.key);
  }

  private async read(Key: string): Promise<string> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
    invariant(Body, `object ${Key} has no body`);
    return gunzipSync(await Body.transformToByteArray()).toString('utf8');
  }

  private async list(Prefix: string, Delimiter?: string): Promise<Listing> {
    const solves: Listed[] = [];
    const prefixes: string[] = [];
    const input = { Bucket: this.bucket, Prefix, ...(Delimiter === undefined ? {} : { Delimiter }) };
    for await (const page of paginateListObjectsV2({ client: this.client }, input)) {
      for (const { Key = '' } of page.Contents ?? []) {
        const name = readSolveKey(Key);
        if (name !== null) solves.push({ key: Key, ...name });
      }
      prefixes.push(...(page.CommonPrefixes ?? []).map((one) => one.Prefix ?? ''));
    }
    return { solves, prefixes };
  }
}

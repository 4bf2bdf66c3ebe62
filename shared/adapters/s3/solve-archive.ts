// Kept solves in a bucket, compressed, an object each. The bucket lets them expire.
import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { SolveArchive, SolveWanted } from '../../app/ports.ts';
import { type KeptSolve, nameOf } from '../../domain/kept-solve.ts';
import { invariant } from '../../kernel/result.ts';
import type { Milliseconds } from '../../kernel/units.ts';
import { translated } from '../aws-errors.ts';
import { chooseSolve } from '../choose-solve.ts';
import { readSolveKey, solveKey, zonePrefix } from './solve-keys.ts';

const ARCHIVE = 'the archive of solves';

export class S3SolveArchive implements SolveArchive {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.client = client;
    this.bucket = bucket;
  }

  async put(solve: KeptSolve, limitMs: Milliseconds): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: this.bucket,
      Key: solveKey(nameOf(solve), { at: solve.snapshot.at, outcome: solve.outcome }),
      Body: gzipSync(JSON.stringify(solve)),
      ContentType: 'application/gzip',
    });
    await translated(ARCHIVE, this.client.send(command, { abortSignal: AbortSignal.timeout(limitMs) }));
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
    const { Body } = await translated(ARCHIVE, this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key })));
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

type Listed = NonNullable<ReturnType<typeof readSolveKey>> & { readonly key: string };

interface Listing {
  readonly solves: readonly Listed[];
  readonly prefixes: readonly string[];
}

// Solves for replay into a bucket, compressed, an object each. The bucket lets them expire.
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SolveArchive } from '../../app/ports.ts';
import { type KeptSolve, nameOf } from '../../domain/kept-solve.ts';
import type { Milliseconds } from '../../kernel/units.ts';
import { translated } from '../aws-errors.ts';
import { solveKey } from './solve-keys.ts';

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
    const sent = this.client.send(command, { abortSignal: AbortSignal.timeout(limitMs) });
    await translated('the archive of solves', sent);
  }
}

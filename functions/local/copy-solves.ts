// Copies the solves that a local stack has kept into a folder, as files for `replay`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SOLVES_PREFIX } from '../../shared/adapters/s3/solve-keys.ts';
import type { LocalStack } from './stack/local-stack.ts';

/** Answers how many there are. A stack without an archive has none. */
export async function copySolves(stack: LocalStack, folder: string): Promise<number> {
  const Bucket = stack.outputs.SolvesBucketName;
  if (Bucket === undefined) return 0;
  const client = new S3Client({ ...stack.clientConfig('s3'), forcePathStyle: true });
  await mkdir(folder, { recursive: true });
  let copied = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: SOLVES_PREFIX })) {
    for (const { Key = '' } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      if (Body) await writeFile(join(folder, fileName(Key)), await Body.transformToByteArray());
      copied += 1;
    }
  }
  client.destroy();
  return copied;
}

/** The key in one name: folders of zones and days would only be in the way. */
const fileName = (key: string): string => key.slice(SOLVES_PREFIX.length).replaceAll('/', '_');

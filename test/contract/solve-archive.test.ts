// The archive of solves, in memory and on S3, held to one contract; and what S3 alone can do wrong.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MemorySolveArchive } from '../../shared/adapters/memory/solve-archive.ts';
import { S3KeptSolves } from '../../shared/adapters/s3/kept-solves.ts';
import { S3SolveArchive } from '../../shared/adapters/s3/solve-archive.ts';
import { Unavailable } from '../../shared/app/errors.ts';
import { type LocalSqs, localS3Client, startFauxqs } from '../support/fauxqs.ts';
import { aKeptSolve } from '../support/kept-solves.ts';
import { solveArchiveContract } from './solve-archive.contract.ts';

let aws: LocalSqs;
let buckets = 0;
beforeAll(async () => {
  aws = await startFauxqs();
});
afterAll(() => aws.stop());

const newBucket = () => {
  buckets += 1;
  return aws.newBucket(`solves-${buckets}`);
};

solveArchiveContract('memory', async () => new MemorySolveArchive());
solveArchiveContract('s3', async () => {
  const bucket = await newBucket();
  const archive = new S3SolveArchive(aws.s3, bucket);
  const kept = new S3KeptSolves(aws.s3, bucket);
  return { put: (...solve) => archive.put(...solve), find: (wanted) => kept.find(wanted) };
});

test('names an object by zone, day, revision, attempt and outcome', async () => {
  const bucket = await newBucket();
  await new S3SolveArchive(aws.s3, bucket).put(aKeptSolve({ attempt: 42 }), 5000);

  const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: bucket }));

  expect(Contents.map(({ Key }) => Key)).toEqual(['solves/north/2023-11-14/1-42.committed.json.gz']);
});

test('gives an archive that is not there up as unavailable', async () => {
  const client = localS3Client(1, 1);

  await expect(new S3SolveArchive(client, 'solves').put(aKeptSolve(), 5000)).rejects.toThrow(Unavailable);
});

test('waits for an archive that does not answer no longer than the limit', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const client = localS3Client((silent.address() as AddressInfo).port);

  await expect(new S3SolveArchive(client, 'solves').put(aKeptSolve(), 20)).rejects.toThrow();

  client.destroy();
  silent.closeAllConnections();
  silent.close();
});

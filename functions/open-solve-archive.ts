// The archive of solves with its client, apart from the wiring so that it can be loaded later than the rest.
import { S3Client } from '@aws-sdk/client-s3';
import { S3SolveArchive } from '../shared/adapters/s3/solve-archive.ts';
import { shown } from './aws-clients.ts';

/** @param endpoint of an emulator, which has no host for each bucket; empty: AWS */
export const openSolveArchive = (bucket: string, endpoint: { readonly endpoint?: string }): S3SolveArchive =>
  new S3SolveArchive(shown(new S3Client({ ...endpoint, forcePathStyle: 'endpoint' in endpoint })), bucket);

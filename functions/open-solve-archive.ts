// The archive of solves with its client, apart from the wiring so that it can be loaded later than the rest.
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { S3SolveArchive } from '../shared/adapters/s3/solve-archive.ts';

/** An emulator, which has an endpoint, has no host for each bucket. */
export const openSolveArchive = (
  bucket: string,
  config: Pick<S3ClientConfig, 'credentials' | 'region'> & { readonly endpoint?: string },
): S3SolveArchive => new S3SolveArchive(new S3Client({ ...config, forcePathStyle: 'endpoint' in config }), bucket);

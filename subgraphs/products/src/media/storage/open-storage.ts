import type { Config } from '../../config.ts';
import type { PathSigner } from '../path-signer.ts';
import type { MediaStorage } from '../ports.ts';
import { DiskStorage } from './disk-storage.ts';
import { S3Storage } from './s3-storage.ts';

/** Where the files of this store are kept; undefined where it is told no place, and takes none. */
export function openStorage(config: Config, signer: PathSigner): MediaStorage | undefined {
  const { MEDIA_STORAGE: kind, MEDIA_DIR: directory, PUBLIC_URL: publicUrl } = config;
  if (kind === 's3') return openBucket(config);
  return directory === undefined ? undefined : new DiskStorage({ directory, signer, publicUrl });
}

/** The configuration has been checked: of a bucket, nothing is missing. */
function openBucket(config: Config): S3Storage {
  return new S3Storage({
    endpoint: config.S3_ENDPOINT ?? '',
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? '',
    accessKeyId: config.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '',
  });
}

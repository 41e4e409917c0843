import { startTestBucket } from '../../../test/test-bucket.ts';
import { mediaStorageSuite, type OpenStorage } from './media-storage.suite.ts';
import { S3Storage } from './s3-storage.ts';

mediaStorageSuite(async (): Promise<OpenStorage> => {
  const { options, [Symbol.asyncDispose]: dispose } = await startTestBucket();
  return { storage: new S3Storage(options), expect: () => undefined, [Symbol.asyncDispose]: dispose };
});

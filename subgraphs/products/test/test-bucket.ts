import type { AddressInfo } from 'node:net';
import { temporaryDirectory } from '@cartwright/testing';
import S3rver from '@20minutes/s3rver';
import type { S3StorageOptions } from '../src/media/storage/s3-storage.ts';

/** A bucket of a storage that checks signatures as S3 does. */
export interface TestBucket extends AsyncDisposable {
  readonly options: S3StorageOptions;
}

const bucket = 'media';
/** The one account that the storage knows. */
const account = 'S3RVER';

/** Starts such a storage, with one bucket, on a free port. */
export async function startTestBucket(): Promise<TestBucket> {
  const stack = new AsyncDisposableStack();
  const { path: directory } = stack.use(temporaryDirectory('bucket'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = (await server.run()) as AddressInfo;
  stack.defer(async () => {
    server.httpServer.closeAllConnections();
    await server.close();
  });
  return {
    options: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket,
      accessKeyId: account,
      secretAccessKey: account,
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

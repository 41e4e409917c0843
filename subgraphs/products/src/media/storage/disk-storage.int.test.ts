import { createHttpApp, createLogger } from '@cartwright/process';
import { temporaryDirectory } from '@cartwright/testing';
import { PathSigner } from '../path-signer.ts';
import { serveUploads } from '../upload-route.ts';
import { DiskStorage } from './disk-storage.ts';
import { mediaStorageSuite, type OpenStorage } from './media-storage.suite.ts';

mediaStorageSuite(async (): Promise<OpenStorage> => {
  const stack = new AsyncDisposableStack();
  const directory = stack.use(temporaryDirectory('storage')).path;
  const signer = new PathSigner(['a key that only tests know']);
  const app = createHttpApp(createLogger({ name: 'test', level: 'silent' }));
  stack.defer(() => app.close());
  let byteSize = 0;
  serveUploads(app, {
    signer,
    now: () => new Date(),
    receive: (id, bytes) => storage.receive(id, bytes, byteSize),
  });
  const publicUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  const storage = new DiskStorage({ directory, signer, publicUrl });
  return {
    storage,
    expect: (length) => (byteSize = length),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
});

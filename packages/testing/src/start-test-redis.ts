import { startRedis } from '@cartwright/servers';
import { temporaryDirectory } from './temporary-directory.ts';

/** A Redis for one test. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a Redis on a free port. */
export async function startTestRedis(): Promise<TestRedis> {
  const directory = temporaryDirectory('redis');
  const service = await startRedis({ dataDir: directory.path });
  const stop = async (): Promise<void> => {
    await service.stop();
    directory.remove();
  };
  return { url: service.url, stop, [Symbol.asyncDispose]: stop };
}

import { startRedis } from '@cartwright/servers';
import { temporaryDirectory } from './temporary-directory.ts';

const passwords = { gateway: 'gateway-of-a-test', admin: 'admin-of-a-test' };

/** A Redis for one test. */
export interface TestRedis extends AsyncDisposable {
  /** With the login of the gateway. */
  readonly url: string;
  /** With the login of the administrator. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** Starts a Redis on a free port. */
export async function startTestRedis(): Promise<TestRedis> {
  const directory = temporaryDirectory('redis');
  const service = await startRedis({ dataDir: directory.path, passwords });
  const stop = async (): Promise<void> => {
    await service.stop();
    directory.remove();
  };
  return { url: service.urlFor('gateway'), adminUrl: service.url, stop, [Symbol.asyncDispose]: stop };
}

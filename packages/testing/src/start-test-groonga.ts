import { findBinary, startGroonga } from '@cartwright/servers';
import { temporaryDirectory } from './temporary-directory.ts';

/** A Groonga for one test. */
export interface TestGroonga extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<void>;
}

/** Whether there is a Groonga on this machine: `npm test` fetches it where it can. */
export function hasGroonga(): boolean {
  return findBinary('groonga') !== undefined;
}

/** Starts a Groonga on a free port. */
export async function startTestGroonga(): Promise<TestGroonga> {
  const directory = temporaryDirectory('groonga');
  const service = await startGroonga({ dataDir: directory.path });
  const stop = async (): Promise<void> => {
    await service.stop();
    directory.remove();
  };
  return { url: service.url, stop, [Symbol.asyncDispose]: stop };
}

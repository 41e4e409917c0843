import { freePort, startNats, type Domain, type NatsService } from '@cartwright/stack';
import { cpSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

/** A NATS with JetStream of this test's own, which the test may crash and rob of its data. */
export interface TestNats extends AsyncDisposable {
  /** With the login of a domain, whose permissions are those of a real store. */
  urlFor(user: Domain | 'admin'): string;
  /** Ends it by SIGKILL and waits until it is gone. */
  crash(): Promise<void>;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Starts it again, at the same address, on what is left of its data. */
  restart(): Promise<void>;
  /** Deletes all streams from the disk; only while it is stopped. */
  wipe(): void;
  /** Copies all streams aside; only while it is stopped. */
  snapshot(): void;
  /**
   * Puts the copied streams back, and so loses what came later; only while it is stopped. The positions of consumers
   * stay as they are now, as they do when the server loses only the tail of a stream.
   */
  restoreSnapshot(): void;
}

/** Starts a NATS on a free port. */
export async function startTestNats(): Promise<TestNats> {
  const directory = temporaryDirectory('nats');
  const port = await freePort();
  const start = (): Promise<NatsService> => startNats({ dataDir: directory.path, port });
  let service = await start();
  const store = path.join(directory.path, 'nats', 'jetstream');
  const copy = path.join(directory.path, 'snapshot');
  return {
    urlFor: (user) => service.urlFor(user),
    crash: async () => {
      service.kill('SIGKILL');
      await service.stop();
    },
    stop: () => service.stop(),
    restart: async () => {
      service = await start();
    },
    wipe: () => rmSync(store, { recursive: true, force: true }),
    snapshot: () => replaceDirectory(store, copy),
    restoreSnapshot: () => {
      for (const messages of globSync('**/streams/*/msgs', { cwd: copy })) {
        replaceDirectory(path.join(copy, messages), path.join(store, messages));
      }
    },
    [Symbol.asyncDispose]: async () => {
      await service.stop();
      directory.remove();
    },
  };
}

function replaceDirectory(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

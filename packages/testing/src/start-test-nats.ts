import { perDomain, type Domain } from '@cartwright/events';
import {
  freePort,
  startNats,
  storeRoutes,
  type NatsPasswords,
  type NatsService,
  type Routes,
} from '@cartwright/servers';
import { randomUUID } from 'node:crypto';
import { cpSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

/** A NATS with JetStream for one test, which may crash it and delete its data. */
export interface TestNats extends AsyncDisposable {
  /** With the login of a domain or a gateway, whose permissions are those of a real store. */
  urlFor(user: Domain | 'gateway' | 'admin'): string;
  /** Kills it with SIGKILL and waits until it has exited. */
  crash(): Promise<void>;
  /** Shuts it down gracefully. */
  stop(): Promise<void>;
  /** Starts it again, at the same address, on its remaining data. */
  restart(): Promise<void>;
  /** Deletes all streams from the disk; a server that runs goes on as if they were there, for a while. */
  wipe(): void;
  /** Holds it up with its connections open, as a machine that hangs does, until `resume`. */
  suspend(): void;
  resume(): void;
  /** Copies all streams aside; only while it is stopped. */
  snapshot(): void;
  /**
   * Restores the copied streams, without what came later; only while it is stopped. The positions of consumers
   * stay as they are now, as they do when the server loses only the tail of a stream.
   */
  restoreSnapshot(): void;
}

/** What differs from the NATS of a store. */
export interface TestNatsOptions {
  /** The limit for all streams together. */
  readonly maxStoreBytes?: number;
  /** Who sends what to whom beside the messages of the store, for tests that have messages of their own. */
  readonly routes?: Routes;
}

/** Starts a NATS on a free port; its streams may together take `maxStoreBytes`. */
export async function startTestNats({ maxStoreBytes, routes = [] }: TestNatsOptions = {}): Promise<TestNats> {
  const directory = temporaryDirectory('nats');
  const port = await freePort();
  const passwords = randomPasswords();
  const start = (): Promise<NatsService> =>
    startNats({
      dataDir: directory.path,
      passwords,
      port,
      maxStoreBytes,
      routes: [...storeRoutes, ...routes],
    });
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
    suspend: () => service.kill('SIGSTOP'),
    resume: () => service.kill('SIGCONT'),
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

function randomPasswords(): NatsPasswords {
  return {
    ...perDomain(() => randomUUID()),
    gateway: randomUUID(),
    admin: randomUUID(),
    system: randomUUID(),
  };
}

function replaceDirectory(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

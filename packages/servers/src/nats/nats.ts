import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { connect } from '@nats-io/transport-node';
import type { Domain } from '@cartwright/events';
import { obtainBinary, type Binary } from '../binaries/obtain-binary.ts';
import { isAtLeast } from '../binaries/version.ts';
import { freePort } from '../free-port.ts';
import { natsConfig, type NatsPasswords } from './nats-config.ts';
import { jetStreamLimitBytes, readDiskSpace } from './jet-stream-limit.ts';
import type { Routes } from './nats-permissions.ts';
import { privateDirectory } from '../private-directory.ts';
import type { RunningService } from '../running-service.ts';
import { serveChild } from '../children/serve-child.ts';

/** Where NATS keeps its streams and listens. */
export interface NatsOptions {
  readonly dataDir: string;
  readonly passwords: NatsPasswords;
  readonly port?: number;
  /** Who sends what to whom; every message of the store when not given. */
  readonly routes?: Routes | undefined;
  /** The limit for all streams together; see `jetStreamLimitBytes`. */
  readonly maxStoreBytes?: number | undefined;
}

/**
 * One for four processors. Each further thread of Go looks for work before it sleeps: on two processors, NATS took a fifth more
 * of a checkout with two.
 */
const threads = Math.max(1, Math.floor(availableParallelism() / 4));

/** NATS with one login per domain; `url` is the admin's. */
export interface NatsService extends RunningService {
  readonly urlFor: (user: Domain | 'gateway' | 'admin') => string;
}

/** Starts a private nats-server with JetStream on 127.0.0.1, configured by a file in the data directory. */
export async function startNats(options: NatsOptions): Promise<NatsService> {
  const binary = await obtainBinary('nats-server');
  const port = options.port ?? (await freePort());
  const urlFor = natsUrls(options.passwords, port);
  const service = await serveChild({
    name: 'NATS',
    command: binary.file,
    args: ['-c', writeConfig({ ...options, port }, binary)],
    env: { GOMAXPROCS: String(threads), ...process.env, ...binary.env },
    logFile: path.join(options.dataDir, 'logs', 'nats.log'),
    url: urlFor('admin'),
    port,
    probe: () => pingNats(urlFor('admin')),
  });
  return { ...service, urlFor };
}

/** Builds each user's URL of a NATS on this machine. */
export function natsUrls(passwords: NatsPasswords, port: number): NatsService['urlFor'] {
  return (user) => `nats://${user}:${passwords[user]}@127.0.0.1:${port}`;
}

function writeConfig(
  { dataDir, passwords, port, maxStoreBytes, routes }: NatsOptions & { readonly port: number },
  binary: Binary,
): string {
  const directory = privateDirectory(path.join(dataDir, 'nats'));
  const file = path.join(directory, 'nats-server.conf');
  const text = natsConfig({
    host: '127.0.0.1',
    port,
    storeDir: path.join(directory, 'jetstream'),
    passwords,
    routes,
    maxStoreBytes: maxStoreBytes ?? jetStreamLimitBytes(readDiskSpace(directory)),
    syncAlways: isAtLeast(natsVersion(binary), '2.10.0'),
  });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function natsVersion(binary: Binary): string {
  const env = { ...process.env, ...binary.env };
  return execFileSync(binary.file, ['--version'], { encoding: 'utf8', env });
}

/** Connects with the credentials in the URL and asks JetStream for its state. @throws when it does not answer. */
export async function pingNats(url: string): Promise<void> {
  const { username, password, host } = new URL(url);
  const login = username ? { user: username, pass: password } : {};
  const connection = await connect({ servers: host, reconnect: false, timeout: 2000, ...login });
  await connection.request('$JS.API.INFO', '', { timeout: 2000 }).finally(() => connection.close());
}

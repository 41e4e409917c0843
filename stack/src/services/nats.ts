import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from '@nats-io/transport-node';
import type { Domain } from '../domains.ts';
import { loadSecrets, type Secrets } from '../secrets.ts';
import { obtainBinary, type Binary } from './binaries/obtain-binary.ts';
import { isAtLeast } from './binaries/version.ts';
import { freePort } from './free-port.ts';
import { natsConfig } from './nats-config.ts';
import { natsRoomBytes, readDiskSpace } from './nats-room.ts';
import type { RunningService } from './running-service.ts';
import { serveChild } from './serve-child.ts';

/** Where NATS keeps its streams and listens. */
export interface NatsOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** How much all streams together may hold; see `natsRoomBytes`. */
  readonly maxStoreBytes?: number | undefined;
}

/** NATS with one login per domain; `url` is the admin's. */
export interface NatsService extends RunningService {
  readonly urlFor: (user: Domain | 'admin') => string;
}

/** Starts a private nats-server with JetStream on 127.0.0.1, configured by a file in the data directory. */
export async function startNats({ dataDir, port: wanted, maxStoreBytes }: NatsOptions): Promise<NatsService> {
  const binary = await obtainBinary('nats-server');
  const port = wanted ?? (await freePort());
  const urlFor = natsUrls(loadSecrets(dataDir), port);
  const service = await serveChild({
    name: 'NATS',
    command: binary.file,
    args: ['-c', writeConfig({ dataDir, port, maxStoreBytes }, binary)],
    env: { ...process.env, ...binary.env },
    logFile: path.join(dataDir, 'logs', 'nats.log'),
    url: urlFor('admin'),
    port,
    probe: () => pingNats(urlFor('admin')),
  });
  return { ...service, urlFor };
}

/** Gives each user's URL of a NATS on this machine. */
export function natsUrls({ natsPasswords }: Secrets, port: number): NatsService['urlFor'] {
  return (user) => `nats://${user}:${natsPasswords[user]}@127.0.0.1:${port}`;
}

function writeConfig(
  { dataDir, port, maxStoreBytes }: NatsOptions & { readonly port: number },
  binary: Binary,
): string {
  const directory = path.join(dataDir, 'nats');
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'nats-server.conf');
  const text = natsConfig({
    host: '127.0.0.1',
    port,
    storeDir: path.join(directory, 'jetstream'),
    passwords: loadSecrets(dataDir).natsPasswords,
    maxStoreBytes: maxStoreBytes ?? natsRoomBytes(readDiskSpace(directory)),
    syncAlways: isAtLeast(natsVersion(binary), '2.10.0'),
  });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function natsVersion(binary: Binary): string {
  const env = { ...process.env, ...binary.env };
  return execFileSync(binary.file, ['--version'], { encoding: 'utf8', env });
}

/** Connects, with the credentials that the URL carries, and says goodbye. @throws when nobody answers. */
export async function pingNats(url: string): Promise<void> {
  const { username, password, host } = new URL(url);
  const login = username ? { user: username, pass: password } : {};
  const connection = await connect({ servers: host, reconnect: false, timeout: 2000, ...login });
  await connection.request('$JS.API.INFO', '', { timeout: 2000 }).finally(() => connection.close());
}

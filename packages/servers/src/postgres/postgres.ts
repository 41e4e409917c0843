import { existsSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { obtainBinary } from '../binaries/obtain-binary.ts';
import { freePort } from '../free-port.ts';
import { initPostgres } from './postgres-init.ts';
import { postgresHome, type PostgresHome } from './postgres-home.ts';
import type { RunningService } from '../running-service.ts';
import { serveChild } from '../children/serve-child.ts';

/** Where PostgreSQL keeps its data and listens, and how durable it is. */
export interface PostgresOptions {
  readonly dataDir: string;
  /** Of the superuser `postgres`, set when the data directory is created; letters, digits and hyphens only. */
  readonly password: string;
  readonly port?: number;
  /** Gives up durability for speed; for tests only. */
  readonly fast?: boolean;
}

/** Starts a private PostgreSQL on 127.0.0.1 and creates its data directory if missing; `url` is the superuser's. */
export async function startPostgres(options: PostgresOptions): Promise<RunningService> {
  const { dataDir, password, fast = false } = options;
  const home = postgresHome(dataDir);
  const binary = await obtainBinary('postgres', { postgresMajor: home.major });
  await initPostgres({ home, binary, password, fast });
  const port = options.port ?? (await freePort());
  const url = postgresUrl(password, port);
  return serveChild({
    name: 'PostgreSQL',
    command: binary.file,
    args: postgresArguments({ home, port, fast }),
    env: { ...process.env, ...binary.env },
    logFile: path.join(dataDir, 'logs', 'postgres.log'),
    account: home.account,
    stopSignal: 'SIGINT', // PostgreSQL's "fast" shutdown: SIGTERM would wait for every client to leave
    url,
    port,
    probe: () => pingPostgres(url),
    readyTimeoutMs: 5 * 60_000, // after a crash it first replays its log
  });
}

/** The superuser's URL of a PostgreSQL on this machine. */
export function postgresUrl(password: string, port: number): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

function postgresArguments({
  home,
  port,
  fast,
}: {
  home: PostgresHome;
  port: number;
  fast: boolean;
}): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: existsSync('/usr/share/zoneinfo/UTC') ? 'UTC' : 'GMT', // GMT is built in, the others are files
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    log_error_verbosity: 'terse', // details name the values of rows
    log_min_error_statement: 'panic', // statements may hold values too
    ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }), // file by file takes seconds
    ...(fast && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return [
    '-D',
    home.directory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Connects and runs a query. @throws when it does not answer. */
export async function pingPostgres(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}

import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binary } from './binaries/obtain-binary.ts';
import type { PostgresHome } from './postgres-home.ts';
import { ServiceFailure } from './service-failure.ts';
import { waitUntil } from './wait-until.ts';

const run = promisify(execFile);

interface InitOptions {
  readonly home: PostgresHome;
  readonly binary: Binary;
  readonly password: string;
  readonly fast: boolean;
}

/** Makes the files of a PostgreSQL that does not have them yet, and waits for one that is still shutting down. */
export async function initPostgres(options: InitOptions): Promise<void> {
  if (options.home.major === undefined) await initDirectory(options);
  else await waitForPredecessor(options.home.directory);
}

async function initDirectory({ home, binary, password, fast }: InitOptions): Promise<void> {
  const secretDir = mkdtempSync(path.join(tmpdir(), 'cartwright-'));
  const passwordFile = path.join(secretDir, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.account) {
    for (const file of [secretDir, passwordFile]) chownSync(file, home.account.uid, home.account.gid);
  }
  const args = ['-D', home.directory, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const settings = ['-E', 'UTF8', '--locale=C.UTF-8', ...(fast ? ['--no-sync'] : [])];
  const initdb = path.join(path.dirname(binary.file), 'initdb');
  try {
    await run(initdb, [...args, ...settings], {
      cwd: '/',
      env: { ...process.env, ...binary.env },
      ...home.account,
    });
  } catch (error) {
    throw new ServiceFailure('PostgreSQL could not make its data directory.', { cause: error });
  } finally {
    rmSync(secretDir, { recursive: true, force: true });
  }
}

/** A server whose launcher was killed needs a moment to write its last checkpoint. */
async function waitForPredecessor(directory: string): Promise<void> {
  const pidFile = path.join(directory, 'postmaster.pid');
  await waitUntil(() => assertGone(pidFile), {
    what: 'The end of the PostgreSQL that still uses this data directory',
    timeoutMs: 10_000,
  });
}

function assertGone(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const command = `/proc/${pid}/comm`;
  if (!existsSync(command) || !readFileSync(command, 'utf8').startsWith('postgres')) return;
  throw new Error(`PostgreSQL (process ${pid}) is still running on this data directory.`);
}

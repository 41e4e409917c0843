import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binary } from '../binaries/obtain-binary.ts';
import type { Account } from '../children/dying-with-parent.ts';
import type { PostgresHome } from './postgres-home.ts';
import { ServiceFailure } from '../service-failure.ts';
import { waitUntil } from '../children/wait-until.ts';

const run = promisify(execFile);

interface InitOptions {
  readonly home: PostgresHome;
  readonly binary: Binary;
  readonly password: string;
  readonly fast: boolean;
}

/** Creates PostgreSQL's files where they are missing, and waits for a previous server that is still shutting down. */
export async function initPostgres(options: InitOptions): Promise<void> {
  if (options.home.major === undefined) await initDirectory(options);
  else await waitForPredecessor(options.home.directory);
}

/** Creates the files in a temporary directory that is moved into place when complete, so that a kill does no harm. */
async function initDirectory({ home, binary, password, fast }: InitOptions): Promise<void> {
  const unfinished = `${home.directory}.new`;
  const passwordFile = `${unfinished}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.account) chownAll([unfinished, passwordFile], home.account);
  const args = ['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const settings = ['-E', 'UTF8', '--locale=C.UTF-8', ...(fast ? ['--no-sync'] : [])];
  const initdb = path.join(path.dirname(binary.file), 'initdb');
  try {
    await run(initdb, [...args, ...settings], {
      cwd: '/',
      env: { ...process.env, ...binary.env },
      ...home.account,
    });
    rmSync(home.directory, { recursive: true });
    renameSync(unfinished, home.directory);
  } catch (error) {
    throw new ServiceFailure('PostgreSQL could not create its data directory.', { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function chownAll(files: readonly string[], { uid, gid }: Account): void {
  for (const file of files) chownSync(file, uid, gid);
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

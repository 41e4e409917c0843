import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '../children/dying-with-parent.ts';

/** Where PostgreSQL's files are, and under whose account it runs. */
export interface PostgresHome {
  readonly directory: string;
  /** Undefined when it runs as this process's user. */
  readonly account: Account | undefined;
  /** The version that made the files, undefined when there are none yet. */
  readonly major: string | undefined;
}

/**
 * Finds or creates the directory that holds PostgreSQL's files. PostgreSQL refuses to run as root: then it runs as
 * `postgres` or `nobody`, and its files lie below /var/lib when that account cannot enter the data directory
 * (a clone below a home of mode 0700).
 */
export function postgresHome(dataDir: string): PostgresHome {
  const root = process.getuid?.() === 0;
  const directory = root ? rootDirectory(dataDir) : path.join(dataDir, 'postgres');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const account = root ? ownerOf(directory) : undefined;
  const versionFile = path.join(directory, 'PG_VERSION');
  const major = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : undefined;
  return { directory, account, major };
}

/**
 * Puts the files of a PostgreSQL that root starts into another directory, for example on a separate disk.
 * Call it before the first start.
 */
export function placePostgres(dataDir: string, directory: string): void {
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  writeFileSync(pointerFile(dataDir), `${directory}\n`);
  makeDirectory(directory, unprivilegedAccount());
}

/** Copies the files of a PostgreSQL that is stopped into a data directory that has none yet. */
export function copyPostgres(from: string, to: string): void {
  const { directory } = postgresHome(from);
  execFileSync('cp', ['-a', `${directory}/.`, postgresHome(to).directory]);
}

/** The directory outside of the data directory that holds PostgreSQL's files, if there is one: a reset deletes it. */
export function remotePostgresDirectory(dataDir: string): string | undefined {
  const pointer = pointerFile(dataDir);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
}

function rootDirectory(dataDir: string): string {
  const remote = remotePostgresDirectory(dataDir);
  if (remote !== undefined) return remote;
  const near = path.join(dataDir, 'postgres');
  if (existsSync(near)) return near;
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  const account = unprivilegedAccount();
  const directory = canEnter(dataDir, account) ? near : farDirectory(dataDir);
  makeDirectory(directory, account);
  return directory;
}

function makeDirectory(directory: string, { uid, gid }: Account): void {
  mkdirSync(path.dirname(directory), { recursive: true });
  mkdirSync(directory, { mode: 0o700 });
  chownSync(directory, uid, gid);
}

function farDirectory(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const directory = path.join('/var/lib/cartwright', name, 'postgres');
  writeFileSync(pointerFile(dataDir), `${directory}\n`);
  return directory;
}

function pointerFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.location');
}

function canEnter(directory: string, account: Account): boolean {
  return spawnSync('test', ['-x', directory], { ...account, cwd: '/' }).status === 0;
}

function ownerOf(directory: string): Account {
  const { uid, gid } = statSync(directory);
  return { uid, gid };
}

function unprivilegedAccount(): Account {
  return accountOf('postgres') ?? accountOf('nobody') ?? { uid: 65534, gid: 65534 };
}

function accountOf(user: string): Account | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}

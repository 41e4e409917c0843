import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../children/run-command.ts';

/** Where packages are unpacked, and how progress is reported. */
export interface UnpackOptions {
  /** A directory that this user may write to; packages are unpacked into its `root`. */
  readonly cache: string;
  readonly note: (text: string) => void;
}

/** The dependencies that contain programs or data; the others only configure an installed system. */
const needed =
  /^(postgresql-\d+|redis-server|redis-tools|nats-server|chromium(-common)?|groonga-bin|tzdata|lua-.*|lib.*)$/;
/** PostgreSQL's just-in-time compiler and languages: large, loaded on demand, and never used here. */
const unneeded = /^lib(llvm|z3|clang|python|perl|tcl).*|-perl$/;

/** Fetches packages and the libraries that the system lacks, and unpacks them. Works without root. */
export async function aptUnpack(packages: readonly string[], { cache, note }: UnpackOptions): Promise<void> {
  const root = path.join(cache, 'root');
  mkdirSync(root, { recursive: true });
  const downloads = mkdtempSync(path.join(cache, 'download-'));
  try {
    await fetchPackages(packages, downloads, { cache, note });
    for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
      await runCommand('dpkg', ['-x', path.join(downloads, file), root]);
    }
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

async function fetchPackages(
  packages: readonly string[],
  directory: string,
  options: UnpackOptions,
): Promise<void> {
  try {
    await download(packages, directory, { options: [], note: options.note });
  } catch {
    options.note('apt-get update (into a private directory)');
    const own = privateLists(options.cache);
    await runCommand('apt-get', [...own, '-q', 'update']);
    await download(packages, directory, { options: own, note: options.note });
  }
}

interface Apt {
  readonly options: readonly string[];
  readonly note: (text: string) => void;
}

async function download(packages: readonly string[], directory: string, apt: Apt): Promise<void> {
  const names = await resolveNames(packages, apt.options);
  apt.note(`apt-get download ${names.join(' ')}`);
  await runCommand('apt-get', [...apt.options, '-q', 'download', ...names], { cwd: directory });
}

/** The packages, their direct dependencies, and every library that apt would install with them. */
async function resolveNames(packages: readonly string[], options: readonly string[]): Promise<string[]> {
  const depends = await runCommand('apt-cache', [...options, 'depends', '--important', ...packages]);
  const direct = [...depends.matchAll(/Depends: (postgresql-\d+|redis-tools)$/gm)].map(
    (match) => match[1] ?? '',
  );
  const install = [...options, '-y', '--no-install-recommends', '--print-uris', 'install', ...packages];
  const missing = await runCommand('apt-get', ['-o', 'Debug::NoLocking=1', ...install]);
  const names = [...missing.matchAll(/^'\S+' (\S+?)_\S+\.deb /gm)].map((match) => match[1] ?? '');
  const all = [...packages, ...direct, ...names].filter((name) => needed.test(name) && !unneeded.test(name));
  return [...new Set(all)];
}

/** Makes apt keep its lists below the cache: the system's may be missing, and only root may fetch them. */
function privateLists(cache: string): string[] {
  const state = path.join(cache, 'apt');
  for (const directory of ['lists/partial', 'archives/partial']) {
    mkdirSync(path.join(state, directory), { recursive: true });
  }
  return [
    `Dir::State::lists=${path.join(state, 'lists')}`,
    `Dir::Cache=${state}`,
    'Dir::State::status=/var/lib/dpkg/status',
    'Debug::NoLocking=1',
  ].flatMap((option) => ['-o', option]);
}

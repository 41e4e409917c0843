import { execFileSync } from 'node:child_process';
import { ServiceFailure } from '../service-failure.ts';
import { aptInstall } from './apt-install.ts';
import { aptUnpack } from './apt-unpack.ts';
import { programs, type Binary, type Program, type ProgramName } from './binary.ts';
import { locateBinary } from './locate-binary.ts';
import { hasApt, isRoot, packageCache } from './platform.ts';
import { unpackedBinaries } from './unpacked-binary.ts';
import { isAtLeast, parseVersion } from './version.ts';

export type { Binary } from './binary.ts';

/** What the caller already knows about the program it needs. */
export interface ObtainOptions {
  /** The PostgreSQL version that made the data directory, when there is one. */
  readonly postgresMajor?: string | undefined;
}

/**
 * Finds a program on this machine: installed, or unpacked in the user's cache; where it is missing, `installPrograms`
 * gets it first.
 * @throws ServiceFailure that says what to do.
 */
export async function obtainBinary(name: ProgramName, options: ObtainOptions = {}): Promise<Binary> {
  const here = findBinary(name, options);
  if (here) return here;
  await installPrograms([name]);
  const installed = findBinary(name, options);
  if (installed) return installed;
  throw notFound(programs[name], options);
}

/**
 * Gets those programs that are not on this machine yet, all at once: on Debian and Ubuntu as root by installing their
 * packages, else by unpacking them into the user's cache.
 * @returns the names of what was missing and could not be had: Docker may have it.
 */
export async function installPrograms(
  names: readonly ProgramName[],
  note: (text: string) => void = () => undefined,
): Promise<ProgramName[]> {
  const missing = names.filter((name) => findBinary(name) === undefined);
  if (missing.length === 0 || !hasApt()) return missing;
  const packages = missing.map((name) => programs[name].debianPackage);
  const cache = packageCache(process.env);
  try {
    await (isRoot() && !ignoresSystem() ? aptInstall(packages, note) : aptUnpack(packages, { cache, note }));
  } catch (error) {
    note(error instanceof Error ? error.message : String(error));
  }
  return missing.filter((name) => findBinary(name) === undefined);
}

function findBinary(name: ProgramName, options: ObtainOptions = {}): Binary | undefined {
  const searchPath = process.env['PATH'] ?? '';
  const system = ignoresSystem() ? [] : locateBinary(name, { searchPath, root: '/' });
  const candidates = [
    ...system.map((file): Binary => ({ file, env: {} })),
    ...unpackedBinaries(name, packageCache(process.env)),
  ];
  return candidates.find((binary) => fits(programs[name], binary, options));
}

/** For trying what happens on a machine that has none of the programs. */
function ignoresSystem(): boolean {
  return process.env['CARTWRIGHT_IGNORE_SYSTEM_SERVICES'] === '1';
}

function fits(program: Program, binary: Binary, { postgresMajor }: ObtainOptions): boolean {
  const version = versionOf(binary);
  if (version === undefined || !isAtLeast(version, program.minimum)) return false;
  return postgresMajor === undefined || String(parseVersion(version)[0]) === postgresMajor;
}

function versionOf({ file, env }: Binary): string | undefined {
  try {
    return execFileSync(file, ['--version'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
  } catch {
    return undefined;
  }
}

function notFound(
  { title, minimum, debianPackage }: Program,
  { postgresMajor }: ObtainOptions,
): ServiceFailure {
  if (postgresMajor !== undefined && findBinary('postgres')) {
    return new ServiceFailure(
      `The data was made by PostgreSQL ${postgresMajor}, which is not on this machine any more.`,
      {
        advice: `Install PostgreSQL ${postgresMajor} again, or run \`npm run reset\` to start afresh.`,
      },
    );
  }
  const wanted = minimum.replace(/(\.0)+$/, '');
  return new ServiceFailure(`${title} ${wanted} or newer is not on this machine, and could not be fetched.`, {
    advice:
      `Install it (on Debian and Ubuntu: apt-get install ${debianPackage}; on macOS: brew install ${debianPackage}), ` +
      'or install Docker with Docker Compose, or name a running one in POSTGRES_URL, REDIS_URL or NATS_URL.',
  });
}

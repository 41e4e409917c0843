import { execFileSync } from 'node:child_process';
import { aptInstall } from './apt-install.ts';
import { aptUnpack } from './apt-unpack.ts';
import { programs, type Binary, type Program, type ProgramName } from './binary.ts';
import { locateBinary } from './locate-binary.ts';
import { hasApt, isRoot, packageCache } from './platform.ts';
import { programMissing } from './program-missing.ts';
import { unpackedBinaries } from './unpacked-binary.ts';
import { isAtLeast, parseVersion } from './version.ts';

export type { Binary } from './binary.ts';

/** Requirements beyond the program's name. */
export interface ObtainOptions {
  /** The PostgreSQL version that made the data directory, when there is one. */
  readonly postgresMajor?: string | undefined;
}

/**
 * Finds a program on this machine, installed or unpacked in the user's cache; fetches it first when it is missing.
 * @throws ServiceFailure that says what to do.
 */
export async function obtainBinary(name: ProgramName, options: ObtainOptions = {}): Promise<Binary> {
  const here = findBinary(name, options);
  if (here) return here;
  await installPrograms([name]);
  const installed = findBinary(name, options);
  if (installed) return installed;
  const hasOther = options.postgresMajor !== undefined && findBinary('postgres') !== undefined;
  throw programMissing(name, hasOther ? options.postgresMajor : undefined);
}

/**
 * Fetches the programs that this machine lacks, all at once: on Debian and Ubuntu as root by installing their
 * packages, else by unpacking them into the user's cache.
 * @returns the names of the programs that could not be fetched; Docker may be able to run them.
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

/** A program of this machine's, installed or unpacked in the user's cache; undefined when there is none that will do. */
export function findBinary(name: ProgramName, options: ObtainOptions = {}): Binary | undefined {
  const searchPath = process.env['PATH'] ?? '';
  const system = ignoresSystem() ? [] : locateBinary(name, { searchPath, root: '/' });
  const candidates = [
    ...system.map((file): Binary => ({ file, env: {} })),
    ...unpackedBinaries(name, packageCache(process.env)),
  ];
  return candidates.find((binary) => fits(programs[name], binary, options));
}

/** Simulates a machine that has none of the programs. */
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

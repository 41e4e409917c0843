import { execFileSync } from 'node:child_process';
import { programs, type Binary, type Program, type ProgramName } from './binary.ts';
import { locateBinary } from './locate-binary.ts';
import { isAtLeast, parseVersion } from './version.ts';
import { ServiceFailure } from '../service-failure.ts';

export type { Binary } from './binary.ts';

/** What the caller already knows about the program it needs. */
export interface ObtainOptions {
  /** The PostgreSQL version that made the data directory, when there is one. */
  readonly postgresMajor?: string | undefined;
}

/**
 * Finds a program on this machine.
 * @throws ServiceFailure that says what to install.
 */
export async function obtainBinary(name: ProgramName, options: ObtainOptions = {}): Promise<Binary> {
  const program = programs[name];
  const found = locateBinary(name, { searchPath: process.env['PATH'] ?? '', root: '/' })
    .map((file) => ({ file, env: {} }))
    .find((binary) => fits(program, binary, options));
  if (found) return Promise.resolve(found);
  throw new ServiceFailure(`${program.title} ${program.minimum} or newer is not on this machine.`);
}

function fits(program: Program, binary: Binary, { postgresMajor }: ObtainOptions): boolean {
  const version = execFileSync(binary.file, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...binary.env },
  });
  if (!isAtLeast(version, program.minimum)) return false;
  return postgresMajor === undefined || String(parseVersion(version)[0]) === postgresMajor;
}

import { startChild } from '../services/child.ts';
import { ServiceFailure } from '../services/service-failure.ts';

/** A Node script that does its work and ends. */
export interface ScriptSpec {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly logFile: string;
}

/**
 * Runs a script to its end.
 * @throws ServiceFailure with its log when it fails.
 */
export async function runScript({ name, script, args = [], env, cwd, logFile }: ScriptSpec): Promise<void> {
  const child = await startChild({
    name,
    command: process.execPath,
    args: [script, ...args],
    env: { ...process.env, ...env },
    logFile,
    ...(cwd !== undefined && { cwd }),
  });
  const ending = await child.exited;
  if (ending !== 'exit code 0') throw new ServiceFailure(`${name} failed (${ending}).`, { logFile });
}

import { repositoryRoot } from '../repository-root.ts';
import { startChild, ServiceFailure } from '@cartwright/servers';
import type { Owned } from './owned.ts';

/** A Node script that runs to its end. */
export interface ScriptSpec {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly logFile: string;
  /** Takes what the script tells by `process.send`. */
  readonly onMessage?: (message: unknown) => void;
  /** Stops the script and its children when everything is stopped. */
  readonly owned: Owned;
}

/**
 * Runs a script to its end.
 * @throws ServiceFailure with its log when it fails.
 */
export async function runScript({ name, script, args = [], owned, ...spec }: ScriptSpec): Promise<void> {
  const child = await startChild({
    name,
    command: process.execPath,
    args: [script, ...args],
    env: { ...process.env, ...spec.env },
    logFile: spec.logFile,
    cwd: spec.cwd ?? repositoryRoot,
    wholeGroup: true,
    onMessage: spec.onMessage,
  });
  await owned.add(child);
  const ending = await child.exited;
  owned.release(child);
  if (ending !== 'exit code 0') throw new ServiceFailure(`${name} failed (${ending}).`, spec);
}

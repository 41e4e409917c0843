import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { dyingWithParent, type Account } from './dying-with-parent.ts';

/** What to run, where its output goes, and how it is stopped. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly account?: Account | undefined;
  /** The signal for a graceful shutdown; SIGTERM when not given. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopTimeoutMs?: number;
  /** Signals reach the child's own children too. */
  readonly wholeGroup?: boolean;
  /** Takes what a child that is a Node process tells by `process.send`. */
  readonly onMessage?: ((message: unknown) => void) | undefined;
}

/** A child process that dies with this one. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process has ended, with "exit code 1" or "SIGKILL". */
  readonly exited: Promise<string>;
  /** How it ended, undefined while it runs. */
  readonly ending: () => string | undefined;
  readonly stop: () => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/**
 * Starts a child in its own process group (Ctrl-C reaches the launcher alone, which stops its children in order).
 * On Linux the kernel ends the child when its parent dies, however that happens.
 */
export async function startChild(spec: ChildSpec): Promise<Child> {
  mkdirSync(path.dirname(spec.logFile), { recursive: true, mode: 0o700 });
  const log = openSync(spec.logFile, 'a', 0o600);
  const channel = spec.onMessage === undefined ? [] : (['ipc'] as const);
  const process_ = launch(spec, { stdio: ['ignore', log, log, ...channel], detached: true });
  closeSync(log);
  if (spec.onMessage !== undefined) process_.on('message', spec.onMessage);
  await new Promise<void>((resolve, reject) => {
    process_.once('spawn', resolve);
    process_.once('error', reject);
  });
  return follow(spec, process_);
}

function launch(spec: ChildSpec, options: SpawnOptions): ChildProcess {
  const { file, args, account } = dyingWithParent(spec);
  return spawn(file, args, { ...options, ...account, cwd: spec.cwd ?? '/', env: spec.env ?? process.env });
}

function follow(spec: ChildSpec, child: ChildProcess): Child {
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${spec.name} did not start.`);
  let ending: string | undefined;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      ending = signal ?? `exit code ${code ?? 0}`;
      resolve(ending);
    });
  });
  const kill = (signal: NodeJS.Signals): void => {
    if (ending === undefined) process.kill(spec.wholeGroup === true ? -pid : pid, signal);
  };
  return {
    name: spec.name,
    pid,
    logFile: spec.logFile,
    exited,
    ending: () => ending,
    kill,
    stop: () => stopChild({ exited, kill, spec }),
  };
}

async function stopChild(child: Pick<Child, 'exited' | 'kill'> & { spec: ChildSpec }): Promise<void> {
  child.kill(child.spec.stopSignal ?? 'SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), child.spec.stopTimeoutMs ?? 10_000);
  await child.exited;
  clearTimeout(force);
}

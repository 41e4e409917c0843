import { existsSync } from 'node:fs';

/** The account that a child runs under, when it differs from this process's. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A program to be run. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly account?: Account | undefined;
  /** What the kernel sends it when its parent dies; SIGTERM when not given. */
  readonly stopSignal?: NodeJS.Signals;
}

const setpriv = '/usr/bin/setpriv';

/** Wraps a command so that, on Linux, the kernel ends it when its parent dies, however that happens. */
export function dyingWithParent({ command, args, account, stopSignal = 'SIGTERM' }: Command): {
  file: string;
  args: readonly string[];
  account: Account | undefined;
} {
  if (!existsSync(setpriv)) return { file: command, args, account };
  const identity = account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'] : [];
  const signal = `--pdeathsig=${stopSignal.replace('SIG', '')}`;
  return { file: setpriv, args: [signal, ...identity, '--', command, ...args], account: undefined };
}

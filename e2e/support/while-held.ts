import { readdirSync, readFileSync } from 'node:fs';
import { waitFor } from '@cartwright/testing';

/** What can be suspended: a process of a store, or a server behind it. */
interface Holdable {
  readonly pid: number | undefined;
  kill(signal: NodeJS.Signals): void;
}

/**
 * Suspends a process while work runs; its connections stay open, and what is sent to it waits.
 * @param work may release it before the end
 */
export async function whileHeld<Result>(
  held: Holdable,
  work: (release: () => void) => Promise<Result>,
): Promise<Result> {
  const release = () => held.kill('SIGCONT');
  held.kill('SIGSTOP');
  try {
    // A process with many threads stops only once one of them is scheduled.
    await waitFor(() => isSuspended(held.pid), { describe: 'a process to be suspended' });
    return await work(release);
  } finally {
    release();
  }
}

/** Source: proc_pid_stat(5): the state follows the name in brackets; T is stopped by a signal. */
function isSuspended(pid: number | undefined): boolean {
  const threads = `/proc/${String(pid)}/task`;
  return readdirSync(threads).every((thread) =>
    readFileSync(`${threads}/${thread}/stat`, 'utf8').split(') ')[1]?.startsWith('T'),
  );
}

import { readFileSync } from 'node:fs';

/** What the kernel says of a process: proc_pid_stat(5). */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** CPU time, its own and that of its children who have ended, in milliseconds. */
  readonly cpuMs: number;
}

/** USER_HZ, which is 100 on every architecture that Node runs on. */
const msPerTick = 10;

/** @returns undefined when there is no such process */
export function processStat(pid: number): ProcessStat | undefined {
  try {
    return parseStat(pid, readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The name of the program, in parentheses, may hold anything: fields are counted from behind it, where `state` is the third. */
export function parseStat(pid: number, text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  const ticks = [14, 15, 16, 17].reduce((sum, number) => sum + field(number), 0);
  return { pid, parent: field(4), cpuMs: ticks * msPerTick };
}

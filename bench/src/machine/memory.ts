import { readFileSync } from 'node:fs';

/** Memory of a process of which shared pages count in part, in KiB: proc_pid_smaps(5). */
export function proportionalKib(pid: number): number {
  const [, kib = '0'] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kib);
}

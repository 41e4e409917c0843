import { readFileSync } from 'node:fs';

/** The most memory that a process has had so far, in MB (`VmHWM` of proc(5)). */
export function peakMegabytes(pid: number): number {
  const [, kib = '0'] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1_024);
}

import { readFileSync } from 'node:fs';

const intervalMs = 100;

/** The most memory that these processes had in use together while something ran, in MiB. */
export async function mostMemory<Result>(
  pidsOf: () => readonly number[],
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly mostMiB: number }> {
  let mostMiB = 0;
  const look = (): void => {
    mostMiB = Math.max(
      mostMiB,
      pidsOf()
        .map(residentMiB)
        .reduce((sum, own) => sum + own, 0),
    );
  };
  look();
  const timer = setInterval(look, intervalMs);
  try {
    const result = await run();
    look();
    return { result, mostMiB };
  } finally {
    clearInterval(timer);
  }
}

/** VmRSS of proc(5); 0 when the process has ended. */
function residentMiB(pid: number): number {
  try {
    const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) / 1024;
  } catch {
    return 0;
  }
}

import { processTrees } from './process-tree.ts';

/** Milliseconds of CPU, by the name of a part. */
export type CpuTimes = Readonly<Record<string, number>>;

/** The CPU time that parts of a store have used so far, each with all of its descendants. */
export function cpuTimes(parts: ReadonlyMap<string, number>): CpuTimes {
  const trees = processTrees([...parts.values()]);
  return Object.fromEntries(
    [...parts].map(([name, pid]) => [
      name,
      (trees.get(pid) ?? []).reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    ]),
  );
}

/** What was used from one look to the next. */
export function cpuBetween(before: CpuTimes, after: CpuTimes): CpuTimes {
  return Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));
}

/** Of all parts together. */
export function totalOf(times: CpuTimes): number {
  return Object.values(times).reduce((sum, ms) => sum + ms, 0);
}

/** Does something and says how many milliseconds of CPU all of these parts together used meanwhile. */
export async function cpuDuring<Result>(
  parts: ReadonlyMap<string, number>,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cpuMs: number }> {
  const { result, cpu } = await cpuByPartDuring(parts, work);
  return { result, cpuMs: totalOf(cpu) };
}

/** The same by part. */
export async function cpuByPartDuring<Result>(
  parts: ReadonlyMap<string, number>,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cpu: CpuTimes }> {
  const before = cpuTimes(parts);
  const result = await work();
  return { result, cpu: cpuBetween(before, cpuTimes(parts)) };
}

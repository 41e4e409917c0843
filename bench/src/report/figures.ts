import type { CpuTimes } from '../machine/cpu-times.ts';

/** A time in milliseconds. */
export function ms(value: number): string {
  return `${short(value)} ms`;
}

/** How many in a second. */
export function perSecond(value: number): string {
  return `${short(value)}/s`;
}

/** How many times as much. */
export function times(value: number): string {
  return `${short(value)}×`;
}

/** What each part took of one request, the most first; what is next to nothing is left out. */
export function byPart(cpuMs: CpuTimes, requests = 1): string {
  return Object.entries(cpuMs)
    .map(([part, ms]) => [part, ms / requests] as const)
    .filter(([, ms]) => ms >= leastMs)
    .toSorted(([, one], [, other]) => other - one)
    .map(([part, ms]) => `${part} ${short(ms)}`)
    .join(', ');
}

const leastMs = 0.005;

/** A size in kibibytes. */
export function kib(bytes: number): string {
  return `${short(bytes / 1_024)} KiB`;
}

/** Three digits that say something. */
export function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The smallest value that so large a part of all does not exceed; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const inOrder = values.toSorted((one, other) => one - other);
  return inOrder[Math.max(0, Math.ceil(inOrder.length * part) - 1)] ?? 0;
}

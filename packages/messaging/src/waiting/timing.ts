import { setTimeout as delay } from 'node:timers/promises';

/** The sources of time and chance, so that a simulation can replace them. */
export interface Timing {
  readonly wait: (ms: number) => Promise<void>;
  /** At least 0, less than 1. */
  readonly random: () => number;
}

/** The system clock and `Math.random`. */
export const realTiming: Timing = { wait: (ms) => delay(ms), random: () => Math.random() };

import { setTimeout as delay } from 'node:timers/promises';

/** How long things wait. */
export interface Timing {
  readonly wait: (ms: number) => Promise<void>;
  /** At least 0, less than 1. */
  readonly random: () => number;
}

/** By the machine's own clock and dice. */
export const realTiming: Timing = { wait: (ms) => delay(ms), random: () => Math.random() };

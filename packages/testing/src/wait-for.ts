import { setTimeout as delay } from 'node:timers/promises';

/** How long to wait, and what for. */
export interface WaitForOptions {
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  /** What is awaited, or a function that describes the current state: part of the timeout error. */
  readonly describe?: string | (() => unknown);
}

type Falsy = false | 0 | '' | null | undefined;

/**
 * Polls until the condition returns something truthy, and returns that.
 * @throws Error with the description when the time (30 seconds) is over; an error of the condition counts as "not yet".
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 30_000, intervalMs = 20, describe = 'the condition' }: WaitForOptions = {},
): Promise<Exclude<T, Falsy>> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const result = await condition();
      if (result) return result as Exclude<T, Falsy>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) {
      const what = typeof describe === 'string' ? describe : JSON.stringify(describe());
      throw new Error(`Waited ${timeoutMs} ms for ${what}`, { cause });
    }
    await delay(intervalMs);
  }
}

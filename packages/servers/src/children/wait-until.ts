import { setTimeout as delay } from 'node:timers/promises';

/** How long to keep trying, how often, and when to give up early. */
export interface WaitOptions {
  readonly what: string;
  readonly timeoutMs: number;
  readonly intervalMs?: number;
  /** Throws when waiting longer is pointless, for example because the process has exited. */
  readonly giveUp?: () => void;
}

/**
 * Calls `attempt` until it does not throw.
 * @throws the last failure, as the cause, when the time is over.
 */
export async function waitUntil<T>(attempt: () => T | Promise<T>, options: WaitOptions): Promise<T> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      options.giveUp?.();
      if (Date.now() >= deadline) {
        throw new Error(`${options.what} was not ready after ${options.timeoutMs / 1000} s.`, {
          cause: error,
        });
      }
      await delay(options.intervalMs ?? 50);
    }
  }
}

import type { Logger } from '@cartwright/process';
import { setTimeout as delay } from 'node:timers/promises';

/** Runs work again and again until it is stopped; a failure is logged and tried again. */
export function runLoop(
  work: () => Promise<void>,
  pauseMs: number,
  logger: Logger,
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) => logger.warn({ err: error }, 'a round failed; trying again'));
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

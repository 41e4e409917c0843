import type { Logger } from '@cartwright/process';
import type { Dependencies } from './dependencies.ts';

const hourMs = 60 * 60 * 1000;
const keptMs = 7 * 24 * hourMs;

/** Deletes idempotency keys, and outcomes of orders, that are older than a week, every hour. */
export function startForgetting({ repository, now }: Dependencies, logger: Logger): { stop: () => void } {
  const forget = (): void => {
    repository
      .forgetBefore(new Date(now().getTime() - keptMs))
      .catch((error: unknown) => logger.warn({ err: error }, 'old idempotency keys could not be deleted'));
  };
  const timer = setInterval(forget, hourMs).unref();
  return { stop: () => clearInterval(timer) };
}

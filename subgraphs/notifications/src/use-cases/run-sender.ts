import type { Logger } from '@cartwright/process';
import { mailsPerRound } from '../domain/delivery-policy.ts';

/** A loop that runs until it is stopped. */
export interface Sender {
  /** Waits for the mails in hand, at most eight seconds: a mail that a silent server keeps longer is tried again. */
  readonly stop: () => Promise<void>;
}

const pauseMs = 300;
const stopLimitMs = 8_000;

/** Sends mails as they fall due, in the background; a failing database or mail server makes it wait, never end. */
export function runSender(sendDueMails: () => Promise<number>, logger: Logger): Sender {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const sent = await sendDueMails().catch((error: unknown) => {
        logger.warn({ err: error }, 'mails could not be sent; trying again');
        return 0;
      });
      if (sent < mailsPerRound) await pause(pauseMs, stopping.signal);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      const stopped = new AbortController();
      await Promise.race([running.finally(() => stopped.abort()), pause(stopLimitMs, stopped.signal)]);
    },
  };
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

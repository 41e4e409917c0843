import type { Logger } from '@cartwright/subgraph-kit';
import { mailsPerRound } from './send-due-mails.ts';

/** A loop that runs until it is stopped. */
export interface Sender {
  /** Waits for the mails in hand. */
  readonly stop: () => Promise<void>;
}

const pauseMs = 300;

/** Sends mails as they fall due, in the background; a failing database or mail server makes it wait, never end. */
export function runSender(sendDueMails: () => Promise<number>, logger: Logger): Sender {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const sent = await sendDueMails().catch((error: unknown) => {
        logger.warn({ err: error }, 'mails could not be sent; trying again');
        return 0;
      });
      if (sent < mailsPerRound) await pause(stopping.signal);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseMs);
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

import type { Transaction } from '@cartwright/database';
import {
  restatePage,
  type Messaging,
  type RestatedPageOutcome,
  type Restatement,
} from '@cartwright/messaging';
import type { Background, Logger } from '@cartwright/process';
import { setTimeout as delay } from 'node:timers/promises';

/** Between two pages, so that other messages pass; and before a page is tried again, or another replica's work looked after. */
const pauseMs = 1_000;

/** What restating needs of a subgraph. */
export interface RestatingParts<Tables> {
  readonly logger: Logger;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
}

/** Announces from its start on, page by page, what other domains' copies lack, and ends when all is announced. */
export function restating<Tables>(
  parts: RestatingParts<Tables>,
  restatement: Restatement<Transaction<Tables>>,
): Background {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await nextPage(parts, restatement)) !== 'finished') {
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    start: () => void (running = run()),
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function nextPage<Tables>(
  parts: RestatingParts<Tables>,
  restatement: Restatement<Transaction<Tables>>,
): Promise<RestatedPageOutcome | 'failed'> {
  try {
    return await restatePage(parts.messaging, restatement);
  } catch (error) {
    parts.logger.warn(
      { err: error, restatement: restatement.name },
      'restating failed, and will be tried again',
    );
    return 'failed';
  }
}

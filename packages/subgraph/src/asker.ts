import type { ServerResponse } from 'node:http';

/** Whoever waits for the answer of one request. */
export interface Asker {
  /** Aborted when they have gone and nothing but reading is lost by that. */
  readonly gone: AbortSignal;
  /** Says that the request only reads; what changes something is carried to its end. */
  readonly onlyReads: () => void;
}

/** Watches the connection that an answer goes to. */
export function watchAsker(response: ServerResponse): Asker {
  const leaving = new AbortController();
  let mayBeGivenUp = false;
  const look = (): void => {
    if (mayBeGivenUp && response.destroyed && !response.writableFinished) leaving.abort();
  };
  response.once('close', look);
  return {
    gone: leaving.signal,
    onlyReads: () => {
      mayBeGivenUp = true;
      look();
    },
  };
}

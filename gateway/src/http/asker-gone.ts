import type { ServerResponse } from 'node:http';

/** A signal that aborts when the connection closes before the answer has been sent: nobody waits for it any more. */
export function askerGone(raw: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

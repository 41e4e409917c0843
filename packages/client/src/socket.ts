import { createClient, type Client } from 'graphql-ws';
import { pauseBefore } from './pause-before.ts';
import type { Session } from './session/session.ts';

/** How a socket differs from the usual. */
export interface SocketOptions {
  /** The endpoint of sockets; the session's, as `ws:` or `wss:`, when left out. */
  readonly url?: string;
  /** What opens sockets; the platform's own when left out. */
  readonly webSocketImpl?: unknown;
}

const pingEveryMs = 15_000;
const answerWithinMs = 5_000;

/**
 * One socket for all subscriptions of a session, opened with the first and closed after the last. It comes back by itself: after
 * a lost connection, when the token of its session ends, and with the new token when somebody else is shopping than before.
 */
export function createSocket(session: Session, { url, webSocketImpl }: SocketOptions = {}): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: url ?? session.url.replace(/^http/, 'ws'),
    webSocketImpl,
    connectionParams: async () => {
      const token = await session.accessToken();
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    retryAttempts: Infinity,
    retryWait: pauseBefore,
    shouldRetry: () => true,
    keepAlive: pingEveryMs,
    on: {
      // A phone that changes its network is told of no end: whoever does not answer is gone.
      ping: (isReceived) => {
        if (!isReceived) silence = setTimeout(() => client.terminate(), answerWithinMs);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(silence);
      },
      closed: () => clearTimeout(silence),
    },
  });
  session.onChange(() => client.terminate());
  return client;
}

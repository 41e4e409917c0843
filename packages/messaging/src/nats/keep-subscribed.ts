import type { Msg } from '@nats-io/transport-node';
import type { NatsLink, NatsSession } from './nats-link.ts';

/** A subscription over plain NATS. */
export interface KeptSubscription {
  readonly link: NatsLink;
  readonly subject: string;
  /** Of all replicas that name the same one, one gets each message; every replica does when it is left out. */
  readonly queue?: string;
  readonly onMessage: (message: Msg, session: NatsSession) => void;
  /** Told when messages arrive from now on, for each connection. */
  readonly onSubscribed?: () => void;
}

/** Keeps a subscription in being, over one connection after another, until the signal is aborted; never rejects. */
export async function keepSubscribed(
  { link, subject, queue, onMessage, onSubscribed }: KeptSubscription,
  stopping: AbortSignal,
): Promise<void> {
  for (;;) {
    const session = await link.session(stopping);
    if (!session) return;
    const subscription = session.connection.subscribe(subject, {
      ...(queue !== undefined && { queue }),
      callback: (error, message) => {
        if (error === null) onMessage(message, session);
      },
    });
    void session.connection.flush().then(onSubscribed, () => undefined); // a connection that ends is followed by another
    await aborted(AbortSignal.any([stopping, session.ended]));
    if (!session.connection.isClosed()) subscription.unsubscribe();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

import { backoffMs } from '@cartwright/errors';
import type { Msg } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { errorMessage } from '../error-message.ts';
import { Condition } from '../health/condition.ts';
import { pause } from '../waiting/pause.ts';
import type { NatsLink, NatsSession } from './nats-link.ts';

/** A subscription over plain NATS. */
export interface KeptSubscription {
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly subject: string;
  /** Of all replicas that name the same one, one gets each message; every replica does when it is left out. */
  readonly queue?: string;
  readonly onMessage: (message: Msg, session: NatsSession) => void;
  /** Told when messages arrive from now on, for each connection. */
  readonly onSubscribed?: () => void;
}

/**
 * Keeps a subscription in being, over one connection after another, until the signal is aborted; never rejects. One that NATS refuses
 * is tried again: its permissions may be changed while it runs.
 */
export async function keepSubscribed(kept: KeptSubscription, stopping: AbortSignal): Promise<void> {
  const condition = new Condition(`the subscription to ${kept.subject}`, kept.logger);
  for (let attempt = 1; !stopping.aborted; attempt += 1) {
    const session = await kept.link.session(stopping);
    if (!session) return;
    const onSubscribed = (): void => {
      attempt = 0;
      condition.works();
      kept.onSubscribed?.();
    };
    try {
      await subscribe({ ...kept, onSubscribed }, session, stopping);
    } catch (error) {
      // The end of a connection is no fault of the subscription.
      if (!session.connection.isClosed()) condition.fails(errorMessage(error));
    }
    await pause(backoffMs(Math.max(attempt, 1), { firstMs: 50, maxMs: 5000 }), stopping);
  }
}

/** @throws Error when NATS refuses the subscription, or ends it, or the connection is gone before it is known */
async function subscribe(
  { subject, queue, onMessage, onSubscribed }: KeptSubscription,
  session: NatsSession,
  stopping: AbortSignal,
): Promise<void> {
  const { connection } = session;
  const refused = new AbortController();
  const subscription = connection.subscribe(subject, {
    ...(queue !== undefined && { queue }),
    callback: (error, message) => (error === null ? onMessage(message, session) : refused.abort(error)),
  });
  const until = AbortSignal.any([stopping, session.ended, refused.signal]);
  await Promise.race([connection.flush(), aborted(until)]);
  if (!until.aborted) onSubscribed?.();
  await aborted(until);
  refused.signal.throwIfAborted();
  if (!connection.isClosed()) subscription.unsubscribe();
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

import type { PubAck } from '@nats-io/jetstream';
import { RequestError } from '@nats-io/transport-node';
import { errorMessage } from '../error-message.ts';
import type { NatsSession } from '../nats/nats-link.ts';
import type { OutboxEntry } from './relay-store.ts';
import type { RelayWork } from './relay-work.ts';

const publishTimeoutMs = 5000;

/** A message that JetStream has taken. */
export interface Published {
  readonly entry: OutboxEntry;
  readonly ack: PubAck;
}

/** What came of a batch. */
export interface PublishOutcome {
  readonly taken: readonly Published[];
  /** Why some were not accepted; they are still in the outbox. */
  readonly failure: Error | undefined;
}

/** Publishes messages, all at once, and waits for what JetStream says to each. */
export async function publishAll(
  { session, failpoint }: Pick<RelayWork, 'session' | 'failpoint'>,
  entries: readonly OutboxEntry[],
): Promise<PublishOutcome> {
  const results = await Promise.allSettled(entries.map((entry) => publish(session, entry)));
  const taken = results.flatMap((result, index) => {
    const entry = entries[index];
    return entry && result.status === 'fulfilled' ? [{ ack: result.value, entry }] : [];
  });
  for (const { entry } of taken) failpoint('after-publish', entry.type);
  const failure = results.flatMap((result) =>
    result.status === 'rejected' ? [asError(result.reason)] : [],
  )[0];
  return { taken, failure };
}

/** Whether the subject has no responders: then the stream is missing, whatever error the client reports. */
export function isStreamMissing(failure: Error | undefined): boolean {
  return failure?.cause instanceof RequestError && failure.cause.isNoResponders();
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(errorMessage(reason));
}

function publish({ jetStream }: Pick<NatsSession, 'jetStream'>, entry: OutboxEntry): Promise<PubAck> {
  const msgID = entry.drive === 0 ? entry.id : `${entry.id}:${entry.drive}`;
  return jetStream.publish(entry.subject, entry.envelope, { msgID, timeout: publishTimeoutMs });
}

import { toldSubjectOf, type Domain } from '@cartwright/events';
import { canPublish, type NatsSession } from '../nats/nats-link.ts';
import type { StoredMessage } from '../store/stored-message.ts';

/** Tells whoever listens what is told at most once: what one commit has of a type is told together. */
export function tell(
  session: NatsSession | undefined,
  domain: Domain,
  messages: readonly StoredMessage[],
): void {
  if (!session || !canPublish(session)) return;
  for (const [type, own] of Map.groupBy(messages, (message) => message.type))
    session.connection.publish(toldSubjectOf(domain, type), JSON.stringify(own.map(({ data }) => data)));
}

import { toldSubjectOf, type Domain } from '@cartwright/events';
import type { Logger } from 'pino';
import { errorMessage } from '../error-message.ts';
import { canPublish, type NatsSession } from '../nats/nats-link.ts';
import type { StoredMessage } from '../store/stored-message.ts';

/** Who tells, and over what. */
export interface Teller {
  readonly session: NatsSession | undefined;
  readonly domain: Domain;
  readonly logger: Logger;
}

/**
 * Tells whoever listens what is told at most once: what one commit has of a type is told together. Never throws: it is called after the
 * commit, and may be lost.
 */
export function tell({ session, domain, logger }: Teller, messages: readonly StoredMessage[]): void {
  if (!session || !canPublish(session)) return;
  for (const [type, own] of Map.groupBy(messages, (message) => message.type)) {
    try {
      session.connection.publish(toldSubjectOf(domain, type), JSON.stringify(own.map(({ data }) => data)));
    } catch (error) {
      logger.error({ reason: errorMessage(error), type }, 'what was to be told could not be sent');
    }
  }
}

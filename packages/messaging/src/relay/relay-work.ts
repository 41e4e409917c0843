import type { Domain } from '@cartwright/events';
import type { Logger } from 'pino';
import type { Failpoint } from '../failpoint/failpoint.ts';
import type { NatsSession } from '../nats/nats-link.ts';
import type { RelayStore } from './relay-store.ts';

/** What a relay works with while it holds the lock. */
export interface RelayWork {
  readonly domain: Domain;
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'jetStream' | 'manager'>;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
}

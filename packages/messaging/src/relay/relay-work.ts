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
  /** The durables by which the domain reads its own stream: another one of its own is left from an earlier version. Left out, none is. */
  readonly ownDurables?: (() => readonly string[]) | undefined;
}

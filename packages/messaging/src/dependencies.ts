import type { Domain } from '@cartwright/events';
import type { Logger } from 'pino';
import type { Failpoint } from './failpoint/failpoint.ts';
import type { OutboxEntry } from './relay/relay-store.ts';
import type { MessageStore } from './store/message-store.ts';
import type { StoredMessage } from './store/stored-message.ts';
import type { Stamp } from './outbox/outgoing.ts';
import type { MessageSeal } from './sealing/message-seals.ts';
import type { Semaphore } from './waiting/semaphore.ts';
import type { SqlDatabase, SqlTransaction } from './store/sql.ts';
import type { Timing } from './waiting/timing.ts';

/** What writing messages needs. */
export interface Sender {
  readonly domain: Domain;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Types that this domain may send. */
  readonly publishedTypes: ReadonlySet<string>;
  /** Seals the secrets of what it sends. */
  readonly seal?: MessageSeal | undefined;
}

/** What the parts of one domain's messaging share. */
export interface Dependencies<Tx extends SqlTransaction> extends Sender {
  readonly database: SqlDatabase<Tx>;
  readonly store: MessageStore;
  readonly timing: Timing;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
  /** Called after a commit with what it wrote to the outbox. */
  readonly wakeRelay: (entries: readonly OutboxEntry[]) => void;
  /** Called after a commit with what is told at most once. */
  readonly tell: (messages: readonly StoredMessage[]) => void;
  /** Bounds the connections that handlers take from the database's pool. */
  readonly transactionSlots: Semaphore;
}

/** The stamp of messages that are written now. */
export function stampOf({ domain, newId, now }: Sender, traceparent?: string): Stamp {
  return { domain, newId, now, traceparent };
}

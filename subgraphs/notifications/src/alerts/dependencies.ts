import type { Statements, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { Announcement } from '../announcing/door.ts';
import type { Saying } from '../consents/door.ts';

/** What alerts are kept and told with. */
export interface Dependencies {
  readonly db: Statements<Tables>;
  readonly transaction: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Stores mails to be sent, each once. */
  readonly announce: (tx: Transaction<Tables>, announcements: readonly Announcement[]) => Promise<void>;
  /** Puts a consent on record. */
  readonly say: (tx: Transaction<Tables>, saying: Saying) => Promise<void>;
  /** Told when mails that are to be sent are committed. */
  readonly onStored: () => void;
  /** Told when somebody who waits may be due. */
  readonly onDue: () => void;
}

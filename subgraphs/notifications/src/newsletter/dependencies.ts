import type { Statements, Transaction } from '@cartwright/database';
import type { Announcement } from '../announcing/door.ts';
import type { Saying } from '../consents/door.ts';
import type { Tables } from '../generated/tables.ts';

/** What wishes for the newsletter are kept with. */
export interface Dependencies {
  readonly db: Statements<Tables>;
  readonly transaction: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Stores mails to be sent. */
  readonly announce: (tx: Transaction<Tables>, announcements: readonly Announcement[]) => Promise<void>;
  /** Puts a consent on record. */
  readonly say: (tx: Transaction<Tables>, saying: Saying) => Promise<void>;
}

import type { Statements, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { MailKind } from './rules/mail-kind.ts';

/** What consents are kept with. */
export interface Dependencies {
  readonly db: Statements<Tables>;
  readonly transaction: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Where the store can be reached. */
  readonly publicUrl: string;
  /** Ends what only goes on with consent, in the same transaction; told as well where it is withdrawn once more. */
  readonly onWithdrawn: (
    tx: Transaction<Tables>,
    withdrawn: { readonly email: string; readonly kinds: readonly MailKind[]; readonly at: Date },
  ) => Promise<void>;
}

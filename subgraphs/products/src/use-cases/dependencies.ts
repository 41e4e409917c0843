import type { Messaging } from '@cartwright/messaging';
import type { Database, Transaction } from '../repository/database.ts';

/** What the use cases of products are built from. */
export interface Dependencies {
  readonly database: Database;
  readonly transact: Messaging<Transaction>['transact'];
  readonly now: () => Date;
  readonly newId: () => string;
}

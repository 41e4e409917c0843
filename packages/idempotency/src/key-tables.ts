import type { Statements, Transaction } from '@cartwright/database';
import type { ColumnType, Generated } from 'kysely';

type Instant = ColumnType<Date, Date | string, Date | string>;

/** The table `idempotency_keys`, the same in each domain whose mutations take keys; `model IdempotencyKey` in its schema. */
export interface KeyTables {
  idempotencyKeys: {
    ownerId: string;
    operation: string;
    key: string;
    fingerprint: string;
    /** The result of the operation, in its own form; null until it is fixed. */
    result: unknown;
    /** The number of the latest attempt, from 1; only that one may complete or give up the key. */
    attempt: Generated<number>;
    /** When the lease of the latest attempt expires; null when the change is one transaction. */
    leasedUntil: Instant | null;
    completedAt: Instant | null;
    createdAt: Instant;
  };
}

/** A database that has the table, or a transaction on one. */
export type KeyStatements = Statements<KeyTables> | Transaction<KeyTables>;

/** A transaction on such a database. */
export type KeyTransaction = Transaction<KeyTables>;

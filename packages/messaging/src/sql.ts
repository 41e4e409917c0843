/** What messaging needs of a transaction; a Prisma transaction client fits. */
export interface SqlTransaction {
  $queryRawUnsafe<T>(sql: string, ...values: unknown[]): Promise<T>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number>;
}

/** Limits of one transaction, in milliseconds: to get a connection, and to run. */
export interface SqlTransactionOptions {
  readonly maxWait?: number;
  readonly timeout?: number;
}

/** What messaging needs of a database; a Prisma client fits. */
export interface SqlDatabase<Tx extends SqlTransaction = SqlTransaction> extends SqlTransaction {
  $transaction<R>(work: (tx: Tx) => Promise<R>, options?: SqlTransactionOptions): Promise<R>;
}

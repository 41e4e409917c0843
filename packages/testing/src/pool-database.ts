import pg from 'pg';

/** A transaction as messaging sees one. */
export interface PoolTransaction {
  $queryRawUnsafe<T>(sql: string, ...values: unknown[]): Promise<T>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number>;
}

/** A database as messaging sees one, on a plain pool: for tests that need no Prisma. */
export interface PoolDatabase extends PoolTransaction, AsyncDisposable {
  $transaction<R>(work: (tx: PoolTransaction) => Promise<R>): Promise<R>;
}

/** Opens a pool with the methods of a Prisma client that messaging uses. */
export function openPoolDatabase(url: string, { max = 10 }: { max?: number } = {}): PoolDatabase {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => undefined); // the database may be dropped under it
  return {
    ...statementsOf(pool),
    $transaction: (work) => inTransaction(pool, work),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function inTransaction<R>(pool: pg.Pool, work: (tx: PoolTransaction) => Promise<R>): Promise<R> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(statementsOf(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

function statementsOf(queryable: pg.Pool | pg.PoolClient): PoolTransaction {
  return {
    $queryRawUnsafe: async <T>(sql: string, ...values: unknown[]) =>
      (await queryable.query(sql, values)).rows as T,
    $executeRawUnsafe: async (sql, ...values) => (await queryable.query(sql, values)).rowCount ?? 0,
  };
}

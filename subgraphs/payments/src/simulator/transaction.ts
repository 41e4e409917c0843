import type { Pool, PoolClient } from 'pg';

/** Runs work in one transaction. */
export async function inTransaction<R>(pool: Pool, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect();
  // The pool listens only to connections that nobody uses; a break between two statements would end the process.
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    release(client, true);
    return result;
  } catch (error) {
    const rolledBack = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    release(client, rolledBack);
    throw error;
  }
}

function release(client: PoolClient, isUsable: boolean): void {
  if (isUsable) client.off('error', ignore);
  client.release(!isUsable);
}

/** The statement after a break fails, and says so. */
const ignore = (): void => undefined;

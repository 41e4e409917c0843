import { Pool, type PoolClient } from 'pg';

/** Ends what runs on another connection of the same login. */
export interface Canceller {
  /**
   * Resolves when PostgreSQL has been told: what the connection did then ends with an error, if it had not ended.
   * @returns false where nobody knows whether it was told, or will be yet: the connection must do nothing else
   */
  cancel(client: PoolClient): Promise<boolean>;
  end(): Promise<void>;
}

const timeoutMs = 2_000;
/** So that the connection is there for a crowd that leaves together, and not kept after it. */
const idleMs = 5_000;

/**
 * Opens what cancels. PostgreSQL is told over a connection apart, since those of the pool may all be busy with what is to be
 * cancelled.
 */
export function createCanceller(connectionString: string): Canceller {
  const pool = new Pool({
    connectionString,
    max: 1,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined); // the next cancellation connects again
  return {
    cancel: async (client) => {
      const { processID } = client as PoolClient & { readonly processID: number | null };
      // Where this fails, the statement runs into its time limit instead.
      const telling = pool.query('SELECT pg_cancel_backend($1)', [processID]);
      return telling.then(
        () => true,
        () => false,
      );
    },
    end: () => pool.end(),
  };
}

import { Pool, type PoolClient } from 'pg';
import { AskerGone, askerGone } from './asker.ts';

/** Ends what runs on another connection of the same login. */
interface Canceller {
  cancel(client: PoolClient): Promise<void>;
  end(): Promise<void>;
}

const timeoutMs = 2_000;
/** So that the connection is there for a crowd that leaves together, and not kept after it. */
const idleMs = 5_000;

/**
 * Makes a pool's statements end with their asker (`forAsker`). PostgreSQL is told over a connection apart, since those of the
 * pool may all be busy with what is to be cancelled. @returns what closes that connection
 */
export function cancelAbandoned(pool: Pool, databaseUrl: string): () => Promise<void> {
  const canceller = createCanceller(databaseUrl);
  pool.on('connect', (client) => watch(client, canceller));
  return () => canceller.end();
}

function watch(client: PoolClient, canceller: Canceller): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const watched = (...parameters: unknown[]): unknown => {
    const gone = askerGone();
    if (gone === undefined) return query(...parameters);
    if (gone.aborted) return Promise.reject(new AskerGone());
    const answer = query(...parameters);
    return answer instanceof Promise ? endingWith(gone, answer, () => canceller.cancel(client)) : answer;
  };
  Object.defineProperty(client, 'query', { value: watched, configurable: true });
}

/** Settles only when no cancellation is on its way any more: it would hit the connection's next statement. */
async function endingWith(
  gone: AbortSignal,
  answer: Promise<unknown>,
  cancel: () => Promise<void>,
): Promise<unknown> {
  let cancelling: Promise<void> | undefined;
  const leave = (): void => {
    cancelling = cancel();
  };
  gone.addEventListener('abort', leave, { once: true });
  try {
    return await answer;
  } finally {
    gone.removeEventListener('abort', leave);
    await cancelling;
  }
}

function createCanceller(connectionString: string): Canceller {
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
      await pool.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined);
    },
    end: () => pool.end(),
  };
}

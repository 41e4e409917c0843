import { DatabaseError, type Pool, type PoolClient } from 'pg';

/** The part of a pool that Kysely uses. */
export interface ConnectionSource {
  readonly options: object;
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}

/**
 * Hands out a pool's connections, and discards those that break while in use: PostgreSQL announces the end of a session a
 * moment before the connection is seen to close, and within that moment the pool would hand it out again.
 */
export function discardBroken(pool: Pool): ConnectionSource {
  const broken = new WeakSet<PoolClient>();
  pool.on('connect', (client) => {
    client.on('error', () => broken.add(client)); // without a listener it would end the process
    const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
    const watched = (...parameters: unknown[]): unknown => {
      const answer = query(...parameters);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        if (endsSession(error)) broken.add(client);
        throw error;
      });
    };
    Object.defineProperty(client, 'query', { value: watched, configurable: true });
  });
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const release = client.release.bind(client);
      client.release = (discard) => release(discard === true || broken.has(client) ? true : discard);
      return client;
    },
    end: () => pool.end(),
  };
}

/** True for everything but an error of the statement itself: https://www.postgresql.org/docs/current/protocol-error-fields.html */
function endsSession(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC';
}

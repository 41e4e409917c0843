import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Dialect,
  type Driver,
  type TransactionSettings,
} from 'kysely';
import type { ConnectionSource } from './discard-broken.ts';
import { PooledConnection } from './pooled-connection.ts';
import type { Turns } from './turns.ts';

/** Kysely's PostgreSQL on a pool whose transactions cost no round trip but those of their statements, and a COMMIT at most. */
export function poolDialect(source: ConnectionSource, turns: Turns): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => poolDriver(source, turns),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Kysely hands back the connections that it was given. */
function poolDriver(source: ConnectionSource, turns: Turns): Driver {
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(new PooledConnection(source, turns)),
    beginTransaction: async (connection: PooledConnection, settings) => {
      await refuseSettings(settings);
      await connection.begin();
    },
    commitTransaction: (connection: PooledConnection) => connection.commit(),
    rollbackTransaction: (connection: PooledConnection) => connection.rollback(),
    releaseConnection: (connection: PooledConnection) => {
      connection.release();
      return Promise.resolve();
    },
    destroy: () => source.end(),
  };
}

/** BEGIN is one prepared statement. */
function refuseSettings(settings: TransactionSettings): Promise<void> {
  if (Object.values(settings).every((setting) => setting === undefined)) return Promise.resolve();
  return Promise.reject(new TypeError('A transaction has PostgreSQL’s own settings'));
}

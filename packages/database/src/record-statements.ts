import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
} from 'kysely';
import { ColumnNames } from './column-names.ts';
import type { Transaction } from './open-database.ts';

/** A call of a repository function with example arguments, so that its statements can be checked. */
export type StatementSample<Tables> = (tx: Transaction<Tables>) => unknown;

/** Records the statements and answers each with no rows. */
class RecordingDriver extends DummyDriver {
  readonly recorded: CompiledQuery[] = [];

  override acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve({
      executeQuery: (query: CompiledQuery) => {
        this.recorded.push(query);
        return Promise.resolve({ rows: [], numAffectedRows: 0n });
      },
      streamQuery: () => {
        throw new TypeError('Streaming is not supported');
      },
    });
  }
}

/**
 * The statements that a sample sends. Since no query finds rows, a function may throw before it has sent all of them: this
 * is ignored if it sent any. @throws TypeError when it sent none
 */
export async function recordStatements<Tables>(sample: StatementSample<Tables>): Promise<CompiledQuery[]> {
  const driver = new RecordingDriver();
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (own) => new PostgresIntrospector(own),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new ColumnNames()],
  });
  let failure: unknown;
  try {
    await sample(db as unknown as Transaction<Tables>);
  } catch (error) {
    failure = error;
  }
  if (driver.recorded.length > 0) return driver.recorded;
  throw new TypeError('The sample sends no statement', { cause: failure });
}

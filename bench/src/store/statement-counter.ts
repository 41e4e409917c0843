import { Client } from 'pg';

/** What PostgreSQL did for everybody but us. */
export interface DatabaseWork {
  /** BEGIN and COMMIT count as well: each is sent. Undefined without `pg_stat_statements`. */
  readonly statements: number | undefined;
  readonly transactions: number;
}

/** Counts what a PostgreSQL is asked to do. */
export interface StatementCounter {
  /** So far. */
  readonly look: () => Promise<DatabaseWork>;
  readonly close: () => Promise<void>;
}

/** Sets what a PostgreSQL has to be started with to count statements, if it has the extension; it is to be stopped next. */
export async function askForStatements(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query('CHECKPOINT'); // else the one at its end takes longer than it has when much was seeded
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_available_extensions WHERE name = 'pg_stat_statements'`,
    );
    if (rowCount === 0) return;
    await client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  });
}

/** @param superuserUrl of a PostgreSQL that was started after `askForStatements` */
export async function countStatements(superuserUrl: string): Promise<StatementCounter> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ readonly preloaded: string }>(
    `SELECT current_setting('shared_preload_libraries') AS preloaded`,
  );
  const canCount = rows[0]?.preloaded.includes('pg_stat_statements') ?? false;
  if (canCount) await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  return {
    look: async () => ({
      statements: canCount ? await numberOf(client, statementsSql) : undefined,
      transactions: await numberOf(client, transactionsSql),
    }),
    close: () => client.end(),
  };
}

const statementsSql = `SELECT sum(calls) AS n FROM pg_stat_statements
  WHERE userid <> (SELECT oid FROM pg_roles WHERE rolname = current_user)`;

/** Backends tell the statistics what they did when they are idle, at most once a second. */
const transactionsSql = `SELECT sum(xact_commit) AS n FROM pg_stat_database WHERE datname <> current_database()`;

async function numberOf(client: Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ readonly n: string | null }>(sql);
  return Number(rows[0]?.n ?? 0);
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

import { createTestDatabase } from '@cartwright/testing';
import { isTransient } from '@cartwright/errors';
import { expect, it } from 'vitest';
import { countStatements } from './count-statements.ts';
import { createPrismaAdapter } from './database.ts';

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

it('prepares a statement once per connection and runs it by name', async () => {
  await using database = await createTestDatabase('messaging');
  const adapter = await createPrismaAdapter(database.url, { maxConnections: 1 }).connect();
  await adapter.queryRaw(query('SELECT 1 AS one'));
  await adapter.queryRaw(query('SELECT 1 AS one'));
  const { rows } = await adapter.queryRaw(
    query(`SELECT count(*)::int FROM pg_prepared_statements WHERE statement = 'SELECT 1 AS one'`),
  );
  await adapter.dispose();
  expect(rows).toEqual([[1]]);
});

it('shows every statement to who counts, but not those that only frame a transaction', async () => {
  await using database = await createTestDatabase('messaging');
  const counter = countStatements();
  const adapter = await createPrismaAdapter(database.url, { onStatement: counter.onStatement }).connect();
  const transaction = await adapter.startTransaction();
  await transaction.queryRaw(query('SELECT 1'));
  await transaction.executeRaw(query('COMMIT'));
  await transaction.commit();
  expect(counter.statements()).toEqual(['SELECT 1']);
  counter.reset();
  expect(counter.statements()).toEqual([]);
  await adapter.dispose();
});

it('knows a lost connection for an outage, and a wrong statement for none', async () => {
  await using database = await createTestDatabase('messaging');
  const adapter = await createPrismaAdapter(database.url).connect();
  const failure = (sql: string) =>
    adapter.queryRaw(query(sql)).then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(isTransient(await failure('SELECT pg_terminate_backend(pg_backend_pid())'))).toBe(true);
  expect(isTransient(await failure('SELECT nothing'))).toBe(false);
  expect(await failure('SELECT 1')).toBeUndefined();
  await adapter.dispose();
});

it('knows a server that is not there for an outage', async () => {
  const adapter = await createPrismaAdapter('postgres://nobody@127.0.0.1:1/none').connect();
  const failure = await adapter.queryRaw(query('SELECT 1')).catch((error: unknown) => error);
  await adapter.dispose();
  expect(isTransient(failure)).toBe(true);
});

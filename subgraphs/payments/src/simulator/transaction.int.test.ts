import { createTestDatabase } from '@cartwright/testing';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from './transaction.ts';

const resources = new AsyncDisposableStack();
let pool: Pool;
beforeAll(async () => {
  const { url } = resources.use(await createTestDatabase('payments'));
  pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  resources.defer(() => pool.end());
});
afterAll(() => resources.disposeAsync());

it('outlives a connection that breaks between two statements', async () => {
  const broken = inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const gone = new Promise((resolve) => client.once('end', resolve));
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await gone;
    return client.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow('connection error');
  const { rows } = await inTransaction(pool, (client) => client.query('SELECT 1 AS one'));
  expect(rows).toEqual([{ one: 1 }]);
});

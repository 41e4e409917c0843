import { createTestDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { forMany } from './for-many.ts';
import { lastStatement } from './company.ts';
import { openDatabase } from './open-database.ts';

const lock = sql<{ id: number }>`SELECT id FROM rows ORDER BY id FOR UPDATE`;
const limit = sql<{ ms: string }>`SELECT setting AS ms FROM pg_settings WHERE name = 'lock_timeout'`;

it('has the work of many give up a lock that another holds, and only that work', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('messaging'));
  const sent: string[] = [];
  const [one, other] = [sent, []].map((texts: string[]) => {
    const database = openDatabase<object>(url, {
      maxConnections: 1,
      onStatement: (text) => texts.push(text),
    });
    stack.defer(database.close);
    return database;
  }) as [ReturnType<typeof openDatabase>, ReturnType<typeof openDatabase>];
  await sql`CREATE TABLE rows (id int)`.execute(one.statements);
  await sql`INSERT INTO rows VALUES (7)`.execute(one.statements);
  const lockAll = () => one.transaction(async (tx) => (await lock.execute(tx)).rows);
  const limitWithin = () =>
    one.transaction(async (tx) => (await tx.executeQuery(lastStatement(limit.compile(tx)))).rows);
  await other.transaction(async (tx) => {
    await lock.execute(tx);
    const failing = () => expect(forMany(lockAll)).rejects.toMatchObject({ code: '55P03' });
    await failing();
    await failing(); // with all that travels prepared
  });
  sent.length = 0;
  expect(await forMany(lockAll)).toEqual([{ id: 7 }]);
  expect(sent).toEqual(['begin', 'SELECT id FROM rows ORDER BY id FOR UPDATE', 'commit']);
  expect(await forMany(limitWithin)).toEqual([{ ms: '1500' }]);
  expect(await limitWithin()).not.toEqual([{ ms: '1500' }]);
});

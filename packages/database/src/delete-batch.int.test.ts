import { createTestDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { deleteBatch } from './delete-batch.ts';
import { openDatabase, type Statements } from './open-database.ts';

interface Tables {
  readonly things: { readonly thingId: number; readonly age: number };
}

const deleteOld = (db: Statements<Tables>, limit: number) => {
  const old = db.selectFrom('things as thing').select('thing.thingId').where('age', '>', 2);
  return deleteBatch(db, 'things', { key: 'thingId', old, limit, as: 'thing' });
};

it('deletes what is old, no more than its limit at once, and waits for nothing that another has locked', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('messaging'));
  const [one, other] = [1, 2].map(() => {
    const database = openDatabase<Tables>(url, { maxConnections: 1 });
    stack.defer(database.close);
    return database;
  }) as [ReturnType<typeof openDatabase<Tables>>, ReturnType<typeof openDatabase<Tables>>];
  const left = async () => {
    const rows = await one.statements.selectFrom('things').select('thingId').orderBy('thingId').execute();
    return rows.map(({ thingId }) => thingId);
  };
  await sql`CREATE TABLE things (thing_id int PRIMARY KEY, age int)`.execute(one.statements);
  await sql`INSERT INTO things SELECT n, n FROM generate_series(1, 6) AS n`.execute(one.statements);
  await other.transaction(async (tx) => {
    await sql`SELECT FROM things WHERE thing_id = 3 FOR UPDATE`.execute(tx);
    expect(await deleteOld(one.statements, 2)).toBe(2);
    expect(await deleteOld(one.statements, 2)).toBe(1);
    expect(await left()).toEqual([1, 2, 3]);
  });
  expect(await deleteOld(one.statements, 2)).toBe(1);
  expect(await deleteOld(one.statements, 2)).toBe(0);
  expect(await left()).toEqual([1, 2]);
});

it('deletes no more than its limit whatever the plan, be it one that reads what is old for each row', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('messaging'));
  const database = openDatabase<Tables>(url, { maxConnections: 1 });
  stack.defer(database.close);
  await sql`CREATE TABLE things (thing_id int PRIMARY KEY, age int)`.execute(database.statements);
  await sql`INSERT INTO things SELECT n, n FROM generate_series(1, 8) AS n`.execute(database.statements);
  const deleted = await database.transaction(async (tx) => {
    for (const plan of ['hashagg', 'hashjoin', 'mergejoin', 'sort', 'indexscan', 'material'])
      await sql.raw(`SET LOCAL enable_${plan} = off`).execute(tx);
    return deleteOld(tx, 2);
  });
  expect(deleted).toBe(2);
});

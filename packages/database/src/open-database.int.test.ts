import { isTransient, isUnavailable } from '@cartwright/errors';
import { createTestDatabase } from '@cartwright/testing';
import { sql, type Generated } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countStatements } from './count-statements.ts';
import { openDatabase, type Database, type Statements } from './open-database.ts';
import { builtOnce } from './built-once.ts';
import { insertOnce, type Rows } from './insert-once.ts';
import { keyedRead } from './keyed-read.ts';
import { anyOf, anyOfIds, insertRows, jsonb, recordset } from './rows.ts';

interface Tables {
  parts: { id: number; partName: string; madeOf: Generated<unknown>; weightGrams: number | null };
}

const counter = countStatements();
const stack = new AsyncDisposableStack();
let url: string;
let database: Database<Tables>;

const open = (
  options: {
    maxConnections?: number;
    statementTimeoutMs?: number;
    plansOnce?: boolean;
    looksUp?: boolean;
  } = {},
) => {
  const opened = openDatabase<Tables>(url, {
    ...options,
    onStatement: counter.onStatement,
  });
  return stack.adopt(opened, ({ close }) => close());
};

beforeAll(async () => {
  ({ url } = stack.use(await createTestDatabase('messaging')));
  database = open();
  await sql`CREATE TABLE parts (
    id int PRIMARY KEY, part_name text NOT NULL, made_of jsonb NOT NULL DEFAULT '[]', weight_grams int
  )`.execute(database.statements);
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  await database.statements.deleteFrom('parts').execute();
  counter.reset();
});

const names = async () => {
  const rows = await database.statements.selectFrom('parts').select('partName').orderBy('id').execute();
  return rows.map(({ partName }) => partName);
};

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('statements', () => {
  it('are planned for their values, or once', async () => {
    const plansOf = async (options: { plansOnce?: boolean }) => {
      const { statements } = open({ ...options, maxConnections: 1 });
      for (let id = 0; id < 3; id += 1)
        await statements.selectFrom('parts').selectAll().where('id', '=', id).execute();
      const { rows } = await sql`
        SELECT generic_plans::int AS once, custom_plans::int AS for_values
        FROM pg_prepared_statements WHERE statement LIKE 'select * from "parts"%'`.execute(statements);
      return rows;
    };
    expect(await plansOf({})).toEqual([{ once: 0, forValues: 3 }]);
    expect(await plansOf({ plansOnce: true })).toEqual([{ once: 3, forValues: 0 }]);
  });

  it('are planned once where they take any of some ids, however few', async () => {
    const { statements } = open({ maxConnections: 1, looksUp: true });
    await sql`CREATE TEMP TABLE boxes AS SELECT gen_random_uuid() AS id FROM generate_series(1, 500)`.execute(
      statements,
    );
    await sql`ALTER TABLE boxes ADD PRIMARY KEY (id)`.execute(statements);
    await sql`ANALYZE boxes`.execute(statements);
    const { rows: boxes } = await sql<{ id: string }>`SELECT id FROM boxes`.execute(statements);
    for (const { id } of boxes.slice(0, 7))
      expect((await sql`SELECT * FROM boxes WHERE id = ${anyOfIds([id])}`.execute(statements)).rows).toEqual([
        { id },
      ]);
    const { rows } = await sql`
      SELECT generic_plans::int AS once FROM pg_prepared_statements WHERE statement LIKE 'SELECT * FROM boxes%'`.execute(
      statements,
    );
    expect(rows).toEqual([{ once: 2 }]);
  });

  it('look up the rows of a table of some hundred that they join with rows of their own', async () => {
    const { statements } = open({ maxConnections: 1, looksUp: true });
    const made = Array.from({ length: 300 }, (_, id) => ({ id, partName: 'x'.repeat(200), weightGrams: 1 }));
    await insertRows(statements, 'parts', made as [Row, ...Row[]]).execute();
    await sql`ANALYZE parts`.execute(statements);
    const { rows } = await sql<Record<'QUERY PLAN', string>>`
      EXPLAIN SELECT * FROM parts JOIN ${recordset(statements, 'parts', [{ id: 7 }])} AS asked USING (id)`.execute(
      statements,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Scan using parts_pkey');
  });

  it('are prepared once per connection and run by name', async () => {
    const { statements } = open({ maxConnections: 1 });
    const find = (id: number) => statements.selectFrom('parts').selectAll().where('id', '=', id).execute();
    await find(1);
    await find(2);
    const { rows } =
      await sql`SELECT 1 FROM pg_prepared_statements WHERE statement LIKE 'select * from "parts"%'`.execute(
        statements,
      );
    expect(rows).toHaveLength(1);
  });

  it('name columns in camel case and leave what stands in JSON as it is', async () => {
    const { statements } = database;
    const madeOf = [{ raw_material: 'oak' }];
    await statements
      .insertInto('parts')
      .values({ id: 1, partName: 'lid', madeOf: jsonb(madeOf) })
      .execute();
    const rows = await statements.selectFrom('parts').selectAll().execute();
    expect(rows).toEqual([{ id: 1, partName: 'lid', madeOf, weightGrams: null }]);
  });

  it('insert and update any number of rows with one and the same text', async () => {
    const { statements } = database;
    const insert = (...rows: [Row, ...Row[]]) => insertRows(statements, 'parts', rows).execute();
    await insert({ id: 1, partName: 'lid', weightGrams: 5 });
    await insert({ id: 2, partName: 'base', weightGrams: 7 }, { id: 3, partName: 'hinge', weightGrams: 1 });
    const [first, second] = counter.statements();
    expect(first).toBe(second);
    await statements
      .updateTable('parts')
      .from(
        recordset(statements, 'parts', [
          { id: 1, partName: 'cover' },
          { id: 3, partName: 'joint' },
        ]).as('change'),
      )
      .set((eb) => ({ partName: eb.ref('change.partName') }))
      .whereRef('parts.id', '=', 'change.id')
      .execute();
    expect(await names()).toEqual(['cover', 'base', 'joint']);
  });
});

type Row = { id: number; partName: string; weightGrams: number };

describe('a keyed read', () => {
  it('reads by whichever keys, though its statement is worked out once', async () => {
    await insertRows(database.statements, 'parts', [
      { id: 1, partName: 'one', weightGrams: 1 },
      { id: 2, partName: 'two', weightGrams: 2 },
    ]).execute();
    let built = 0;
    const read = keyedRead((db: Statements<Tables>, ids: readonly number[]) => {
      built += 1;
      return db
        .selectFrom('parts')
        .select('partName')
        .where('weightGrams', '>', 0)
        .where('id', '=', anyOf(ids));
    });
    expect(await read(database.statements, [2])).toEqual([{ partName: 'two' }]);
    expect(await database.transaction((tx) => read(tx, [1, 3]))).toEqual([{ partName: 'one' }]);
    expect(built).toBe(1);
  });

  it('refuses a statement that does not take its keys', async () => {
    const read = keyedRead((db: Statements<Tables>, ids: readonly number[]) =>
      db.selectFrom('parts').selectAll().where('id', '=', ids.length),
    );
    await expect(read(database.statements, [1])).rejects.toThrow('does not take keys');
  });

  it('is worked out again where another of its values is null', async () => {
    await insertRows(database.statements, 'parts', [
      { id: 1, partName: 'one' },
      { id: 2, partName: 'two' },
      { id: 3, partName: 'three' },
    ]).execute();
    let built = 0;
    interface Asked {
      readonly above: number | null;
      readonly size: number;
    }
    const read = builtOnce((db: Statements<Tables>, { above, size }: Asked) => {
      built += 1;
      const parts = db.selectFrom('parts').select('id').orderBy('id').limit(size);
      return above === null ? parts : parts.where('id', '>', above);
    });
    const idsOf = async (asked: Asked) => (await read(database.statements, asked)).map(({ id }) => id);
    expect(await idsOf({ above: null, size: 2 })).toEqual([1, 2]);
    expect(await idsOf({ above: 1, size: 1 })).toEqual([2]);
    expect(await idsOf({ above: 2, size: 2 })).toEqual([3]);
    expect(await idsOf({ above: null, size: 1 })).toEqual([1]);
    expect(built).toBe(2);
  });
});

describe('an insert that is worked out once', () => {
  type Part = Pick<Row, 'id' | 'partName'> & Partial<Row>;

  it('inserts whichever rows, and is worked out again for other columns', async () => {
    let built = 0;
    const insert = insertOnce((db: Statements<Tables>, rows: Rows<Part>) => {
      built += 1;
      return insertRows(db, 'parts', rows)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ partName: 'again' }))
        .returning(['id', 'weightGrams']);
    });
    const { statements } = database;
    expect(await insert(statements, [add(1, 'one')])).toEqual([{ id: 1, weightGrams: null }]);
    const two = await database.transaction((tx) => insert(tx, [add(2, 'two'), add(3, 'three')]));
    expect(two.map(({ id }) => id)).toEqual([2, 3]);
    expect(built).toBe(1);
    expect(await insert(statements, [{ ...add(4, 'four'), weightGrams: 4 }])).toEqual([
      { id: 4, weightGrams: 4 },
    ]);
    expect(built).toBe(2);
    await insert(statements, [add(2, 'other')]);
    expect(built).toBe(2);
    expect(await names()).toEqual(['one', 'again', 'three', 'four']);
  });

  it('refuses a statement that does not take its rows', async () => {
    const insert = insertOnce((db: Statements<Tables>, rows: Rows<Part>) =>
      db.insertInto('parts').values(rows[0]),
    );
    await expect(insert(database.statements, [add(1, 'one')])).rejects.toThrow('does not take the rows');
  });
});

const add = (id: number, partName: string) => ({ id, partName });

describe('a transaction', () => {
  it('is stored whole', async () => {
    await database.transaction(async (tx) => {
      await tx.insertInto('parts').values(add(1, 'lid')).execute();
      await tx.insertInto('parts').values(add(2, 'base')).execute();
    });
    expect(await names()).toEqual(['lid', 'base']);
  });

  it('leaves nothing behind when its work throws', async () => {
    const work = database.transaction(async (tx) => {
      await tx.insertInto('parts').values(add(1, 'lid')).execute();
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await names()).toEqual([]);
  });

  it('fails when an error of a statement was swallowed, since PostgreSQL has stored nothing', async () => {
    const work = database.transaction(async (tx) => {
      await tx.insertInto('parts').values(add(1, 'lid')).execute();
      await failureOf(sql`SELECT nothing`.execute(tx));
    });
    expect(await failureOf(work)).toBeInstanceOf(Error);
    expect(await names()).toEqual([]);
  });

  it('runs again after it lost against another one', async () => {
    let attempts = 0;
    await database.transaction(async (tx) => {
      attempts += 1;
      await tx.insertInto('parts').values(add(attempts, 'lid')).execute();
      if (attempts === 1) await sql`DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40001'; END $$`.execute(tx);
    });
    expect(attempts).toBe(2);
    expect(await names()).toEqual(['lid']);
  });

  it('outlives a connection that breaks between two statements', async () => {
    const work = database.transaction(async (tx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
      await sql`SELECT pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(database.statements);
      await database.ping(); // by now the process has seen that the connection is closed
      await tx.selectFrom('parts').select('id').execute();
    });
    await expect(work).rejects.toThrow(/connection|Connection|terminat/);
    expect(await database.transaction((tx) => tx.selectFrom('parts').select('id').execute())).toEqual([]);
  });

  it('sends BEGIN and COMMIT beside its statements, and nothing else', async () => {
    let sent = 0;
    const counted = openDatabase<Tables>(url, { onStatement: () => (sent += 1) });
    stack.defer(() => counted.close());
    await counted.transaction((tx) => tx.selectFrom('parts').select('id').execute());
    expect(sent).toBe(3);
  });
});

describe('failures', () => {
  it('classifies a lost connection as an outage, and continues with another one', async () => {
    const lost = await failureOf(
      sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(database.statements),
    );
    expect(isTransient(lost)).toBe(true);
    await database.ping();
  });

  it('knows a wrong statement for no outage', async () => {
    expect(isTransient(await failureOf(sql`SELECT nothing`.execute(database.statements)))).toBe(false);
  });

  it('knows a server that is not there for an outage', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/none');
    expect(isTransient(await failureOf(nowhere.ping()))).toBe(true);
    await nowhere.close();
  });

  it('ends a statement that takes too long, and says that it is unavailable', async () => {
    const impatient = open({ statementTimeoutMs: 50 });
    const failure = await failureOf(sql`SELECT pg_sleep(10)`.execute(impatient.statements));
    expect(isUnavailable(failure)).toBe(true);
    await impatient.ping();
  });
});

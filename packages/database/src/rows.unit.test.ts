import {
  type ColumnType,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { expect, it } from 'vitest';
import { withColumns } from './rows.ts';

interface Tables {
  carts: {
    id: string;
    ownerId: string;
    email: string | null;
    status: ColumnType<string, string | undefined>;
  };
  drafts: { id: string; ownerId: string };
}

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const drafts = db.selectFrom('drafts').select(['id', 'ownerId']);

it('fills the columns that need a value; those that may be null or have a default can be left out', () => {
  const insert = withColumns(db.insertInto('carts'), ['id', 'ownerId']).expression(drafts);
  expect(insert.compile().sql).toContain('insert into "carts" ("id", "ownerId") select');
});

it('does not compile when a column that needs a value is left out, or is none', () => {
  // @ts-expect-error `ownerId` is missing.
  withColumns(db.insertInto('carts'), ['id']);
  // @ts-expect-error There is no such column.
  withColumns(db.insertInto('carts'), ['id', 'ownerId', 'colour']);
});

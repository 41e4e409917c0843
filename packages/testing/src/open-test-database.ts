import type { DatabaseOptions } from '@cartwright/database';
import { openPrismaDatabase, type PrismaClientClass, type PrismaDatabase } from './open-prisma-database.ts';
import { createTestDatabase, type TestSchema } from './create-test-database.ts';

/** A database of a test's own, with nothing that works on it. */
export interface OpenTestDatabase<Tables, Client> extends AsyncDisposable {
  readonly url: string;
  readonly database: PrismaDatabase<Tables, Client>;
}

/** Creates a migrated database and opens it. */
export async function openTestDatabase<Tables, Client>(
  PrismaClient: PrismaClientClass<Client>,
  schema: TestSchema,
  options: DatabaseOptions = {},
): Promise<OpenTestDatabase<Tables, Client>> {
  const stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase(schema));
  const database = openPrismaDatabase<Tables, Client>(PrismaClient, url, options);
  stack.defer(() => database.close());
  return { url, database, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

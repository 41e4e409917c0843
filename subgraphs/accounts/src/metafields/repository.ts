import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { definitionSamples, definitionStore, metafieldStore } from '@cartwright/metafields';
import type { Tables } from '../generated/tables.ts';

/** The metafields of customers. */
export const ofUsers = metafieldStore<Tables>('userMetafields');

/** What is laid down of metafields of customers. */
export const definitions = definitionStore<Tables, 'CUSTOMER'>();

/** Lets nobody else change a customer until the transaction ends. @returns false when there is none of that id */
export async function holdCustomer(tx: Transaction<Tables>, id: string): Promise<boolean> {
  const held = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', id)
    .where('role', '=', 'CUSTOMER')
    .where('closedAt', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return held !== undefined;
}

const noId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db: Statements<Tables>) => ofUsers.read(db, [noId]),
  (tx) => holdCustomer(tx, noId),
  ...definitionSamples(definitions, 'CUSTOMER'),
];

import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { definitionSamples, definitionStore, metafieldStore } from '@cartwright/metafields';
import type { Tables } from '../generated/tables.ts';

/** The metafields of orders. */
export const ofOrders = metafieldStore<Tables>('orders');

/** The metafields of orders' lines. */
export const ofLines = metafieldStore<Tables>('orderLines');

/** What is laid down of metafields of orders. */
export const definitions = definitionStore<Tables, 'ORDER'>();

/** Lets nobody else change an order until the transaction ends. @returns false when there is none of that id, or its buyer was erased */
export async function holdOrder(tx: Transaction<Tables>, id: string): Promise<boolean> {
  const held = await tx
    .selectFrom('orders')
    .select('id')
    .where('id', '=', id)
    .where('erasedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return held !== undefined;
}

const noId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db: Statements<Tables>) => ofOrders.read(db, [noId]),
  (db: Statements<Tables>) => ofLines.read(db, [noId]),
  (tx) => holdOrder(tx, noId),
  ...definitionSamples(definitions, 'ORDER'),
];

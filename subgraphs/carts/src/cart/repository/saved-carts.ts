import { partOfList, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Tables } from '../../generated/tables.ts';
import type { Cart } from '../rules/cart.ts';
import { findCarts } from './read-carts.ts';

/** A part of the carts that an owner has put aside, the latest changed first. */
export async function listSaved(
  db: Statements<Tables>,
  ownerId: string,
  slice: InstantSlice,
): Promise<Cart[]> {
  const saved = savedOf(db, ownerId).select(['id', 'updatedAt']);
  const rows = await partOfList(saved, { by: ['updatedAt', 'id'], order: 'desc' }, slice).execute();
  const ids = rows.map(({ id }) => id);
  const found = ids.length === 0 ? [] : await findCarts(db, ids);
  const carts = new Map(found.map(({ cart }) => [cart.id, cart]));
  return ids.flatMap((id) => carts.get(id) ?? []);
}

/** How many carts an owner has put aside. */
export async function countSaved(db: Statements<Tables>, ownerId: string): Promise<number> {
  const { count } = await savedOf(db, ownerId)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function savedOf(db: Statements<Tables>, ownerId: string) {
  return db.selectFrom('carts').where('ownerId', '=', ownerId).where('status', '=', 'SAVED');
}

/** Deletes a cart, which the caller has locked, with all that is in it. */
export async function deleteCart(tx: Transaction<Tables>, cartId: string): Promise<void> {
  await tx.deleteFrom('carts').where('id', '=', cartId).execute();
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) =>
    listSaved(tx, sampleId, { size: 1, after: { at: new Date(0), id: sampleId }, direction: 'forward' }),
  (tx) => countSaved(tx, sampleId),
  (tx) => deleteCart(tx, sampleId),
] satisfies StatementSample<Tables>[];

import {
  anyOf,
  bind,
  jsonb,
  recordset,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { offersWithin } from '../../offers/door.ts';
import type { CartStore, Replacement, StoresWithin } from '../ports.ts';
import { newCart, type Cart } from '../rules/cart.ts';
import { findCarts, findCartsInUse, ownsCarts } from './read-carts.ts';

type Tx = Transaction<Tables>;
const secondActiveCart = 'carts_one_active_per_owner';

/** The stores in PostgreSQL. */
export const storesWithin: StoresWithin = (tx) => ({ carts: cartsWithin(tx), offers: offersWithin(tx) });

function cartsWithin(tx: Tx): CartStore {
  return bind(tx, {
    lockCart,
    lockCartsInUse,
    lockCheckingOut,
    ownsCarts,
    insertCart,
    saveCart,
    giveCarts,
    replaceCart,
  });
}

/** Whether a statement was refused because its owner has an ACTIVE cart already. */
export function isSecondActiveCart(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === secondActiveCart;
}

async function lockCart(tx: Tx, cartId: string, ownerId: string): Promise<Cart | undefined> {
  // The second look is for a cart that was merged into another one while the first look waited for its lock.
  return (await lockOnce(tx, cartId, ownerId)) ?? (await lockOnce(tx, cartId, ownerId));
}

async function lockOnce(tx: Tx, cartId: string, ownerId: string): Promise<Cart | undefined> {
  const locked = await tx
    .selectFrom('carts')
    .select('id')
    .where('id', '=', (eb) =>
      eb.fn.coalesce(
        eb.selectFrom('mergedCarts').select('intoCartId').where('id', '=', cartId),
        sql<string>`${cartId}::uuid`,
      ),
    )
    .where('ownerId', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
  return locked && findCart(tx, locked.id);
}

async function lockCartsInUse(tx: Tx, ownerIds: readonly string[]): Promise<Cart[]> {
  await tx
    .selectFrom('carts')
    .select('id')
    .where('ownerId', '=', anyOf(ownerIds))
    .where('status', '<>', 'COMPLETED')
    .orderBy('id')
    .forUpdate()
    .execute();
  return findCartsInUse(tx, ownerIds);
}

async function lockCheckingOut(tx: Tx, orderId: string): Promise<Cart | undefined> {
  const locked = await tx
    .selectFrom('carts')
    .select('id')
    .where('frozenForOrder', '=', orderId)
    .where('status', '=', 'CHECKING_OUT')
    .forUpdate()
    .executeTakeFirst();
  return locked && findCart(tx, locked.id);
}

async function findCart(tx: Tx, id: string): Promise<Cart | undefined> {
  const [found] = await findCarts(tx, [id]);
  return found?.cart;
}

async function insertCart(tx: Tx, cart: Cart, isGuests = false): Promise<void> {
  const { id, ownerId, currency, createdAt } = cart;
  await tx
    .insertInto('carts')
    .values({ id, ownerId, isGuests, currency, createdAt, updatedAt: createdAt })
    .execute();
}

async function saveCart(tx: Tx, cart: Cart): Promise<void> {
  const { id: cartId, currency, status, buyer, deliveryOption, freeze, updatedAt } = cart;
  const pendingWarnings = jsonb(cart.pendingWarnings);
  const lineIds = cart.lines.map(({ id }) => id);
  const lines = cart.lines.map(({ id, variantId, quantity, quotedUnitMinor }) => ({
    id,
    cartId,
    variantId,
    quantity,
    quotedUnitMinor,
  }));
  const frozen = {
    frozenForOrder: freeze?.orderId ?? null,
    frozenAt: freeze?.frozenAt ?? null,
    freezeConfirmed: freeze?.confirmed ?? false,
    frozenSnapshot: freeze === null ? null : jsonb(freeze.snapshot),
  };
  await tx
    .with('saved', (db) =>
      db
        .updateTable('carts')
        .set({ currency, status, ...buyer, deliveryOption, pendingWarnings, ...frozen, updatedAt })
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', cartId),
    )
    .with('kept', (db) =>
      withColumns(db.insertInto('cartLines'), ['id', 'cartId', 'variantId', 'quantity', 'quotedUnitMinor'])
        .expression(
          db
            .selectFrom(recordset(tx, 'cartLines', lines).as('line'))
            .select(['id', 'cartId', 'variantId', 'quantity', 'quotedUnitMinor']),
        )
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((eb) => ({
            quantity: eb.ref('excluded.quantity'),
            quotedUnitMinor: eb.ref('excluded.quotedUnitMinor'),
          })),
        ),
    )
    .deleteFrom('cartLines')
    .where('cartId', '=', cartId)
    .where('id', '<>', sql<string>`all(${lineIds}::uuid[])`)
    .execute();
}

async function giveCarts(tx: Tx, fromOwnerId: string, toOwnerId: string): Promise<void> {
  await tx
    .updateTable('carts')
    .set({ ownerId: toOwnerId, isGuests: false })
    .where('ownerId', '=', fromOwnerId)
    .execute();
}

async function replaceCart(tx: Tx, { cartId, intoCartId, now }: Replacement): Promise<void> {
  await tx.updateTable('mergedCarts').set({ intoCartId }).where('intoCartId', '=', cartId).execute();
  await tx.insertInto('mergedCarts').values({ id: cartId, intoCartId, mergedAt: now }).execute();
  await tx.deleteFrom('carts').where('id', '=', cartId).execute();
}

const sampleId = '00000000-0000-7000-8000-000000000000';
const sampleCart = newCart({ id: sampleId, ownerId: sampleId, currency: 'EUR', now: new Date(0) });
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => lockOnce(tx, sampleId, sampleId),
  (tx) => lockCartsInUse(tx, [sampleId]),
  (tx) => saveCart(tx, sampleCart),
] satisfies StatementSample<Tables>[];

import {
  anyOf,
  builtOnce,
  changeLater,
  keyedRead,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { Metafield } from '@cartwright/metafields';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { OrderClaim, Replacement } from '../ports.ts';
import { newCart, type Cart } from '../rules/cart.ts';

type Tx = Transaction<Tables>;
/** All but what never changes, and what is known of its having been left. */
type Row = Omit<
  Selectable<Tables['carts']>,
  'ownerId' | 'isGuests' | 'version' | 'createdAt' | 'leftAt' | 'leftToldAt' | 'timesLeftTold'
>;

const saved = [
  'currency',
  'status',
  'email',
  'countryCode',
  'postalCode',
  'shippingAddress',
  'billingAddress',
  'deliveryOption',
  'savedAs',
  'restoredFrom',
  'note',
  'giftText',
  'reference',
  'discountCodes',
  'pendingWarnings',
  'metafields',
  'privateMetafields',
  'taxIdentity',
  'frozenForOrder',
  'frozenAt',
  'freezeConfirmed',
  'frozenSnapshot',
  'updatedAt',
] as const satisfies readonly Exclude<keyof Row, 'id'>[];
const lineColumns = [
  'id',
  'cartId',
  'variantId',
  'quantity',
  'quotedUnitMinor',
  'metafields',
  'privateMetafields',
] as const;

/** Stores new ACTIVE carts with their lines, with what the transaction sends next; what no cart begins with has the defaults of its column. */
export async function insertCarts(tx: Tx, carts: readonly Cart[]): Promise<void> {
  if (carts.length === 0) return;
  const rows = carts.map((cart) => {
    const { ownerId, isGuests, createdAt } = cart;
    return { ...rowOf(cart), ownerId, isGuests, version: 1, createdAt };
  });
  const added = { rows: recordsOf(rows), lines: recordsOf(carts.flatMap(linesOf)) };
  await changeLater(tx, addCarts.queryFor(tx, added));
}

const begunColumns = ['id', 'ownerId', 'isGuests', 'version', 'createdAt', ...saved] as const;

const addCarts = builtOnce((tx: Statements<Tables>, { rows, lines }: Pick<SavedCarts, 'rows' | 'lines'>) => {
  const begun = tx.with('begun', (db) =>
    withColumns(db.insertInto('carts'), begunColumns).expression(
      db.selectFrom(recordset(tx, 'carts', rows).as('cart')).select(begunColumns),
    ),
  );
  return withColumns(begun.insertInto('cartLines'), lineColumns).expression(selectLines(tx, lines));
});

/** Stores everything of different carts but their owners, with what the transaction sends next. */
export async function saveCarts(tx: Tx, carts: readonly Cart[]): Promise<void> {
  if (carts.length === 0) return;
  const changed = {
    rows: recordsOf(carts.map(rowOf)),
    lines: recordsOf(carts.flatMap(linesOf)),
    cartIds: carts.map(({ id }) => id),
    lineIds: carts.flatMap(({ lines }) => lines.map(({ id }) => id)),
  };
  await changeLater(tx, updateCarts.queryFor(tx, changed));
}

interface SavedCarts {
  readonly rows: Records<Row>;
  readonly lines: Records<Line>;
  readonly cartIds: readonly string[];
  readonly lineIds: readonly string[];
}

const updateCarts = builtOnce((tx: Statements<Tables>, { rows, lines, cartIds, lineIds }: SavedCarts) =>
  tx
    .with('saved', (db) =>
      db
        .updateTable('carts')
        .from(recordset(tx, 'carts', rows).as('cart'))
        .set((eb) => Object.fromEntries(saved.map((column) => [column, eb.ref(`cart.${column}`)])))
        .set(({ eb }) => ({ version: eb('carts.version', '+', 1) }))
        .whereRef('carts.id', '=', 'cart.id'),
    )
    .with('kept', (db) =>
      withColumns(db.insertInto('cartLines'), lineColumns)
        .expression(selectLines(tx, lines))
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((eb) => ({
            quantity: eb.ref('excluded.quantity'),
            quotedUnitMinor: eb.ref('excluded.quotedUnitMinor'),
            metafields: eb.ref('excluded.metafields'),
            privateMetafields: eb.ref('excluded.privateMetafields'),
          })),
        ),
    )
    .deleteFrom('cartLines')
    .where('cartId', '=', anyOf(cartIds))
    .where('id', '<>', sql<string>`all(${lineIds}::uuid[])`),
);

function rowOf(cart: Cart): Row {
  const {
    id,
    currency,
    status,
    buyer,
    deliveryOption,
    savedAs,
    restoredFrom,
    pendingWarnings,
    freeze,
    updatedAt,
  } = cart;
  return {
    ...{
      id,
      currency,
      status,
      ...buyer,
      deliveryOption,
      savedAs,
      restoredFrom,
      ...cart.details,
      pendingWarnings,
      updatedAt,
    },
    discountCodes: cart.enteredCodes.map(({ code }) => code),
    metafields: orNull(cart.metafields),
    privateMetafields: orNull(cart.privateMetafields),
    taxIdentity: cart.taxIdentity,
    frozenForOrder: freeze?.orderId ?? null,
    frozenAt: freeze?.frozenAt ?? null,
    freezeConfirmed: freeze?.confirmed ?? false,
    frozenSnapshot: freeze?.snapshot ?? null,
  };
}

type Line = Pick<Selectable<Tables['cartLines']>, (typeof lineColumns)[number]>;

function linesOf({ id: cartId, lines }: Cart): Line[] {
  return lines.map(({ id, variantId, quantity, quotedUnitMinor, metafields, privateMetafields }) => ({
    ...{ id, cartId, variantId, quantity, quotedUnitMinor },
    metafields: orNull(metafields),
    privateMetafields: orNull(privateMetafields),
  }));
}

function orNull(metafields: readonly Metafield[]): readonly Metafield[] | null {
  return metafields.length === 0 ? null : metafields;
}

function selectLines(db: Statements<Tables>, lines: Records<Line>) {
  return db.selectFrom(recordset(db, 'cartLines', lines).as('line')).select(lineColumns);
}

/** Keeps the carts that are CHECKING_OUT for these orders frozen beyond the time limit. */
export async function confirmFreezes(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await changeLater(tx, updateConfirmed.queryFor(tx, orderIds));
}

const updateConfirmed = keyedRead((tx: Statements<Tables>, orderIds: readonly string[]) =>
  checkingOut(tx, orderIds).set({ freezeConfirmed: true }),
);

/** Ends the carts that are CHECKING_OUT for these orders. */
export async function completeCarts(tx: Tx, orderIds: readonly string[], now: Date): Promise<void> {
  await changeLater(tx, updateCompleted.queryFor(tx, { orderIds, now }));
}

const updateCompleted = builtOnce(
  (tx: Statements<Tables>, { orderIds, now }: { readonly orderIds: readonly string[]; readonly now: Date }) =>
    checkingOut(tx, orderIds).set({ status: 'COMPLETED', freezeConfirmed: true, updatedAt: now }),
);

/** Locked in the order of their ids, as `lockCarts` does: neither waits with what the other needs. */
function checkingOut(tx: Statements<Tables>, orderIds: readonly string[]) {
  return tx
    .updateTable('carts')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('carts')
        .select('id')
        .where('frozenForOrder', '=', anyOf(orderIds))
        .where('status', '=', 'CHECKING_OUT')
        .orderBy('id')
        .forUpdate(),
    );
}

/** Makes all carts of one owner another's, who is a customer. */
export async function giveCarts(tx: Tx, fromOwnerId: string, toOwnerId: string): Promise<void> {
  await tx
    .updateTable('carts')
    .set({ ownerId: toOwnerId, isGuests: false })
    .where('ownerId', '=', fromOwnerId)
    .execute();
}

/** Makes the COMPLETED cart of an order a customer's; one that came back is its buyer's as before. */
export async function giveOrdered(tx: Tx, { orderId, formerId, customerId }: OrderClaim): Promise<void> {
  await tx
    .updateTable('carts')
    .set({ ownerId: customerId, isGuests: false })
    .where('frozenForOrder', '=', orderId)
    .where('ownerId', '=', formerId)
    .where('status', '=', 'COMPLETED')
    .execute();
}

/** Deletes a cart; from then on its id finds the other one. */
export async function replaceCart(tx: Tx, { cartId, intoCartId, now }: Replacement): Promise<void> {
  await tx.updateTable('mergedCarts').set({ intoCartId }).where('intoCartId', '=', cartId).execute();
  await tx.insertInto('mergedCarts').values({ id: cartId, intoCartId, mergedAt: now }).execute();
  await tx.deleteFrom('carts').where('id', '=', cartId).execute();
}

const sampleId = '00000000-0000-7000-8000-000000000000';
const sampleCart = newCart({ id: sampleId, ownerId: sampleId, currency: 'EUR', now: new Date(0) });
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => insertCarts(tx, [sampleCart]),
  (tx) => saveCarts(tx, [sampleCart]),
  (tx) => giveOrdered(tx, { orderId: sampleId, formerId: sampleId, customerId: sampleId }),
  (tx) => completeCarts(tx, [sampleId], new Date(0)),
] satisfies StatementSample<Tables>[];

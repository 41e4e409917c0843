import { anyOf, jsonRow, keyedRead, type Statements, type StatementSample } from '@cartwright/database';
import type { Metafield } from '@cartwright/metafields';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { selectOffers } from '../../offers/door.ts';
import { selectEnteredCodes, type EnteredCode } from '../../promotions/door.ts';
import type { Cart, CartLine } from '../rules/cart.ts';

/** A cart and the id by which it was asked for: its own, or that of a cart that was merged into it. */
export interface FoundCart {
  readonly askedId: string;
  readonly cart: Cart;
}

/** A cart as one version of its row has it; what was changed later has another. */
export interface ReadCart {
  readonly version: string;
  readonly cart: Cart;
}

/** The carts of these ids, in any order; ids that no cart has are left out. */
export async function findCarts(
  db: Statements<Tables>,
  ids: readonly string[],
): Promise<(FoundCart & ReadCart)[]> {
  const rows = await cartsByIds(db, ids);
  return rows.map((row) => ({ askedId: row.askedId, version: row.rowVersion, cart: toCart(row) }));
}

/** Of the row `c` of carts: whatever changes a cart, its lines too, changes the row. */
export const rowVersion = sql<string>`c.xmin::text`;

/** What `findCarts` sends. */
export const cartsByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db
    .selectFrom(sql<{ id: string }>`unnest(${ids}::uuid[])`.as<'asked'>(sql`asked(id)`))
    .leftJoin('mergedCarts as m', 'm.id', 'asked.id')
    .innerJoin('carts as c', (join) =>
      join.on((eb) => eb('c.id', '=', eb.fn.coalesce('m.intoCartId', 'asked.id'))),
    )
    .select(['asked.id as askedId', rowVersion.as('rowVersion')])
    .selectAll('c')
    .select([
      groupsOf(db).as('groupIds'),
      isExempt.as('isExempt'),
      codesOf(db).as('enteredCodes'),
      linesOf(db).as('lines'),
    ]),
);

/** The carts of these owners that are neither COMPLETED nor put aside, the latest changed first. */
export async function findCartsInUse(db: Statements<Tables>, ownerIds: readonly string[]): Promise<Cart[]> {
  return (await readCartsInUse(db, ownerIds)).map(({ cart }) => cart);
}

/** The same, each with its version. */
export async function readCartsInUse(
  db: Statements<Tables>,
  ownerIds: readonly string[],
): Promise<ReadCart[]> {
  return (await cartsInUseOf(db, ownerIds)).map((row) => ({ version: row.rowVersion, cart: toCart(row) }));
}

/** What `readCartsInUse` sends. */
export const cartsInUseOf = keyedRead((db: Statements<Tables>, ownerIds: readonly string[]) =>
  db
    .selectFrom('carts as c')
    .select(rowVersion.as('rowVersion'))
    .selectAll('c')
    .select([
      groupsOf(db).as('groupIds'),
      isExempt.as('isExempt'),
      codesOf(db).as('enteredCodes'),
      linesOf(db).as('lines'),
    ])
    .where('c.ownerId', '=', anyOf(ownerIds))
    .where('c.status', '<>', 'COMPLETED')
    .where('c.status', '<>', 'SAVED')
    .orderBy('c.updatedAt', 'desc'),
);

/** Whether an owner has or had any cart. */
export async function ownsCarts(db: Statements<Tables>, ownerId: string): Promise<boolean> {
  const found = await db
    .selectFrom('carts')
    .select('id')
    .where('ownerId', '=', ownerId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** The groups of customers that the owner of the cart `c` is in; null of whom nothing is known. */
function groupsOf(db: Statements<Tables>) {
  return db
    .selectFrom('customers as owner')
    .select('owner.groupIds')
    .where('owner.customerId', '=', sql.ref<string>('c.ownerId'));
}

/** Whether staff have said that the owner of the cart `c` pays no tax. */
const isExempt = sql<boolean>`exists (
  select from customer_tax_exemptions e where e.customer_id = c.owner_id and (e.until is null or e.until > now()))`;

/** The codes that were entered for the cart `c`, in that order, with what they are for now; null for none. */
function codesOf(db: Statements<Tables>) {
  const entered = selectEnteredCodes(db, {
    codes: sql`c.discount_codes`,
    customerId: sql`c.owner_id`,
    orderId: sql`c.frozen_for_order`,
    now: sql`now()`,
  });
  return db.selectFrom(entered.as('entered')).select((eb) => {
    const code = jsonRow<EnteredCode>({
      code: eb.ref('entered.code'),
      promotionId: eb.ref('entered.promotionId'),
      refusal: eb.ref('entered.refusal'),
    });
    return eb.fn.agg<EnteredCode[] | null>('json_agg', [code]).orderBy('entered.nth').as('codes');
  });
}

const none = sql<readonly Metafield[]>`'[]'::jsonb`;

/** The lines of the cart `c`, oldest first, each with today's offer. */
function linesOf(db: Statements<Tables>) {
  const lines = selectOffers(db, sql.ref('c.currency'))
    .innerJoin('cartLines as l', 'l.variantId', 'v.variantId')
    .where('l.cartId', '=', sql.ref<string>('c.id'))
    .select([
      'l.id',
      'l.variantId',
      'l.quantity',
      'l.quotedUnitMinor',
      'l.metafields',
      'l.privateMetafields',
    ]);
  return db.selectFrom(lines.as('line')).select((eb) => {
    const line = jsonRow<CartLine>({
      id: eb.ref('line.id'),
      variantId: eb.ref('line.variantId'),
      quantity: eb.ref('line.quantity'),
      quotedUnitMinor: eb.ref('line.quotedUnitMinor'),
      metafields: eb.fn.coalesce('line.metafields', none),
      privateMetafields: eb.fn.coalesce('line.privateMetafields', none),
      offer: eb.ref('line.offer'),
    });
    const all = eb.fn.agg<CartLine[]>('json_agg', [line]).orderBy('line.id');
    return eb.fn.coalesce(all, sql<CartLine[]>`'[]'`).as('lines');
  });
}

interface CartRow extends Selectable<Tables['carts']> {
  readonly groupIds: readonly string[] | null;
  readonly isExempt: boolean;
  readonly enteredCodes: readonly EnteredCode[] | null;
  readonly lines: readonly CartLine[] | null;
}

function toCart(row: CartRow): Cart {
  const { id, ownerId, currency, status, lines, deliveryOption, pendingWarnings, createdAt, updatedAt } = row;
  const { note, giftText, reference } = row;
  const { email, countryCode, postalCode, shippingAddress, billingAddress } = row;
  const { frozenForOrder: orderId, frozenAt, frozenSnapshot: snapshot } = row;
  const isFrozen = orderId !== null && frozenAt !== null && snapshot !== null;
  return {
    id,
    ownerId,
    isGuests: row.isGuests,
    groupIds: row.groupIds ?? [],
    currency,
    status,
    lines: lines ?? [],
    buyer: { email, countryCode, postalCode, shippingAddress, billingAddress },
    deliveryOption,
    savedAs: row.savedAs,
    restoredFrom: row.restoredFrom,
    details: { note, giftText, reference },
    enteredCodes: row.enteredCodes ?? [],
    isExempt: row.isExempt,
    taxIdentity: row.taxIdentity,
    pendingWarnings,
    metafields: row.metafields ?? [],
    privateMetafields: row.privateMetafields ?? [],
    freeze: isFrozen ? { orderId, frozenAt, confirmed: row.freezeConfirmed, snapshot } : null,
    createdAt,
    updatedAt,
  };
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => findCarts(tx, [sampleId]),
  (tx) => findCartsInUse(tx, [sampleId]),
] satisfies StatementSample<Tables>[];

import {
  anyOf,
  deleteBatch,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { Tables } from '../generated/tables.ts';

/** The carts of some people, oldest first, with what is in them and what is known of the buyer. */
export function collectCarts(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('carts as c')
    .select([
      'c.status',
      'c.savedAs',
      'c.currency',
      'c.email',
      'c.countryCode',
      'c.postalCode',
      'c.shippingAddress',
    ])
    .select([
      'c.billingAddress',
      'c.deliveryOption',
      'c.note',
      'c.giftText',
      'c.reference',
      'c.discountCodes',
      'c.metafields',
      'c.privateMetafields',
      'c.taxIdentity',
      'c.createdAt',
      'c.updatedAt',
    ])
    .select((eb) =>
      eb
        .selectFrom('cartLines as l')
        .innerJoin('variants as v', 'v.variantId', 'l.variantId')
        .whereRef('l.cartId', '=', 'c.id')
        .select((line) => {
          const names = {
            title: line.ref('v.title'),
            variantTitle: line.ref('v.variantTitle'),
            sku: line.ref('v.sku'),
          };
          const amounts = {
            quantity: line.ref('l.quantity'),
            quotedUnitMinor: line.ref('l.quotedUnitMinor'),
            metafields: line.ref('l.metafields'),
            privateMetafields: line.ref('l.privateMetafields'),
          };
          const object = jsonBuildObject({ ...names, ...amounts });
          return line.fn.agg<object[] | null>('json_agg', [object]).orderBy('l.id').as('lines');
        })
        .as('lines'),
    )
    .where('c.ownerId', '=', anyOf(personIds))
    .orderBy('c.createdAt')
    .orderBy('c.id')
    .execute();
}

/** The wish lists of some people, oldest first, with what is in them. */
export function collectWishLists(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('wishLists as w')
    .select(['w.kind', 'w.name', 'w.createdAt', 'w.updatedAt'])
    .select((eb) => eb('w.shareToken', 'is not', null).as('isShared'))
    .select((eb) =>
      eb
        .selectFrom('wishListItems as i')
        .innerJoin('variants as v', 'v.variantId', 'i.variantId')
        .whereRef('i.wishListId', '=', 'w.id')
        .select((item) => {
          const object = jsonBuildObject({
            title: item.ref('v.title'),
            variantTitle: item.ref('v.variantTitle'),
            sku: item.ref('v.sku'),
            quantity: item.ref('i.quantity'),
            metafields: item.ref('i.metafields'),
            privateMetafields: item.ref('i.privateMetafields'),
            addedAt: item.ref('i.addedAt'),
          });
          return item.fn.agg<object[] | null>('json_agg', [object]).orderBy('i.id').as('items');
        })
        .as('items'),
    )
    .where('w.ownerId', '=', anyOf(personIds))
    .orderBy('w.createdAt')
    .orderBy('w.id')
    .execute();
}

/** Deletes people's wish lists with what is in them: their links lead nowhere any more. */
export async function deleteWishLists(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('wishLists').where('ownerId', '=', anyOf(personIds)).execute();
}

/** The copies of accounts' data that prices and taxes depend on, and what staff have said of people who pay no tax. */
export function collectCopies(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('customers as c')
    .leftJoin('customerTaxExemptions as e', 'e.customerId', 'c.customerId')
    .select(['c.groupIds', 'c.company', 'c.vatId'])
    .select(['e.ground as taxExemptionGround', 'e.until as taxExemptUntil'])
    .where('c.customerId', '=', anyOf(personIds))
    .execute();
}

/** Removes people's idempotency keys, and the copies of accounts' data; exemptions from tax go with them. */
export async function forgetPeople(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('customers').where('customerId', '=', anyOf(personIds)).execute();
  await tx.deleteFrom('idempotencyKeys').where('ownerId', '=', anyOf(personIds)).execute();
}

/**
 * Deletes people's carts with all that is in them. One that is frozen for an order stays until the order has ended, or, where none
 * was placed, until the freeze has: whoever places the order may still ask for what was frozen.
 */
export async function deleteCarts(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  frozenBefore: Date,
): Promise<void> {
  const free = tx
    .selectFrom('carts')
    .select('id')
    .where('ownerId', '=', anyOf(personIds))
    .where((eb) =>
      eb.or([
        eb('status', '<>', 'CHECKING_OUT'),
        eb.and([eb('freezeConfirmed', '=', false), eb('frozenAt', '<', frozenBefore)]),
      ]),
    )
    .orderBy('id')
    .forUpdate();
  await tx.deleteFrom('carts').where('id', 'in', free).execute();
}

/** Whether people have any cart. */
export async function haveCarts(db: Statements<Tables>, personIds: readonly string[]): Promise<boolean> {
  const found = await db
    .selectFrom('carts')
    .select('id')
    .where('ownerId', '=', anyOf(personIds))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Until when carts may have been left, to be kept. */
export interface Ages {
  readonly completedBefore: Date;
  readonly leftByGuestBefore: Date;
  readonly limit: number;
}

/** Deletes some carts that were ordered, or that guests have left, before then; none that is frozen. @returns how many */
export function deleteLeft(
  db: Statements<Tables>,
  { completedBefore, leftByGuestBefore, limit }: Ages,
): Promise<number> {
  const old = db
    .selectFrom('carts as c')
    .select('c.id')
    .where('c.updatedAt', '<', completedBefore)
    .where((eb) => {
      const isOfGuest = eb.and([eb('c.isGuests', '=', true), eb('c.updatedAt', '<', leftByGuestBefore)]);
      return eb.or([
        eb('c.status', '=', 'COMPLETED'),
        eb.and([eb('c.status', 'in', ['ACTIVE', 'SAVED']), isOfGuest]),
      ]);
    });
  return deleteBatch(db, 'carts', { key: 'id', old, limit, as: 'c' });
}

const anybody = ['01990000-0000-7000-8000-000000000000'];
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => collectCarts(tx, anybody),
  (tx) => collectWishLists(tx, anybody),
  (tx) => collectCopies(tx, anybody),
  (tx) => deleteWishLists(tx, anybody),
  (tx) => deleteCarts(tx, anybody, new Date(0)),
  (tx) => deleteLeft(tx, { completedBefore: new Date(0), leftByGuestBefore: new Date(0), limit: 1 }),
];

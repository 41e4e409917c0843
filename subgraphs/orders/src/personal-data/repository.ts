import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { erasedAddress, erasedEmail } from '@cartwright/events';
import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { Tables } from '../generated/tables.ts';
import { finalStatuses } from '../order/door.ts';

/** The orders of some people with all that is kept of them, oldest first, as those who placed them would read them. */
export function collectOrders(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('orders as o')
    .select(['o.number', 'o.status', 'o.placedAt', 'o.confirmedAt', 'o.cancelledAt', 'o.cancellationMessage'])
    .select(['o.email', 'o.locale', 'o.shippingAddress', 'o.billingAddress', 'o.shippingMethod'])
    .select(['o.currency', 'o.subtotalMinor', 'o.discountMinor', 'o.shippingMinor', 'o.taxMinor'])
    .select([
      'o.totalMinor',
      'o.priceDetails',
      'o.paymentMethodToken',
      'o.metafields',
      'o.note',
      'o.giftText',
      'o.reference',
    ])
    .select((eb) => [linesOf(eb), timelineOf(eb), parcelsOf(eb)])
    .where('o.customerId', '=', anyOf(personIds))
    .orderBy('o.placedAt')
    .orderBy('o.id')
    .execute();
}

type OfOrder = ExpressionBuilder<Tables & { o: Tables['orders'] }, 'o'>;

function linesOf(eb: OfOrder) {
  return eb
    .selectFrom('orderLines as l')
    .whereRef('l.orderId', '=', 'o.id')
    .select((line) => {
      const names = {
        title: line.ref('l.title'),
        variantTitle: line.ref('l.variantTitle'),
        sku: line.ref('l.sku'),
      };
      const said = { bundleParts: line.ref('l.bundleParts'), metafields: line.ref('l.metafields') };
      const amounts = {
        ...{ unitPriceMinor: line.ref('l.unitPriceMinor'), totalMinor: line.ref('l.totalMinor') },
        ...{ discounts: line.ref('l.discounts'), taxRateBasisPoints: line.ref('l.taxRateBasisPoints') },
        taxMinor: line.ref('l.taxMinor'),
      };
      const object = jsonBuildObject({ ...names, quantity: line.ref('l.quantity'), ...amounts, ...said });
      return line.fn.agg<object[] | null>('json_agg', [object]).orderBy('l.position').as('lines');
    })
    .as('lines');
}

function timelineOf(eb: OfOrder) {
  return eb
    .selectFrom('timelineEntries as t')
    .whereRef('t.orderId', '=', 'o.id')
    .select((entry) => {
      const said = {
        code: entry.ref('t.code'),
        message: entry.ref('t.message'),
        status: entry.ref('t.status'),
      };
      const object = jsonBuildObject({ ...said, occurredAt: entry.ref('t.occurredAt') });
      return entry.fn.agg<object[] | null>('json_agg', [object]).orderBy('t.version').as('timeline');
    })
    .as('timeline');
}

function parcelsOf(eb: OfOrder) {
  return eb
    .selectFrom('fulfillments as f')
    .whereRef('f.orderId', '=', 'o.id')
    .select((parcel) => {
      const named = { number: parcel.ref('f.number'), carrier: parcel.ref('f.carrier') };
      const tracking = {
        trackingNumber: parcel.ref('f.trackingNumber'),
        trackingUrl: parcel.ref('f.trackingUrl'),
      };
      const times = { shippedAt: parcel.ref('f.shippedAt'), deliveredAt: parcel.ref('f.deliveredAt') };
      const object = jsonBuildObject({ ...named, ...tracking, ...times });
      return parcel.fn.agg<object[] | null>('json_agg', [object]).orderBy('f.shippedAt').as('parcels');
    })
    .as('parcels');
}

/** The addresses by which orders that people placed as guests are found to be theirs. */
export function collectEmails(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<{ email: string; isVerified: boolean }[]> {
  return db
    .selectFrom('customerEmails')
    .select(['email', 'isVerified'])
    .where('customerId', '=', anyOf(personIds))
    .execute();
}

/**
 * Removes what is kept of people beside their orders: addresses by which these are found, and idempotency keys, but for one under
 * which an order is being placed right now.
 */
export async function forgetPeople(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('customerEmails').where('customerId', '=', anyOf(personIds)).execute();
  await tx
    .deleteFrom('idempotencyKeys')
    .where('ownerId', '=', anyOf(personIds))
    .where((eb) => eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', sql<Date>`now()`)]))
    .execute();
}

/**
 * Takes people out of those of their orders that have ended, or were all sent before then: who bought, where it went, how it was
 * paid, and what was said of it. What was sold, when, for how much, with which tax and to which country stays, and so does the order's life. Whoever
 * placed one as a guest sees it no longer. @returns the orders' ids
 */
export async function eraseBuyers(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  { now, sentBefore }: { readonly now: Date; readonly sentBefore: Date },
): Promise<string[]> {
  const ended = tx
    .selectFrom('orders')
    .select('id')
    .where('customerId', '=', anyOf(personIds))
    .where('erasedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('status', '=', anyOf([...finalStatuses])),
        eb.and([eb('status', '=', 'SHIPPED'), eb('updatedAt', '<', sentBefore)]),
      ]),
    )
    .orderBy('id')
    .forUpdate();
  const erased = await tx
    .updateTable('orders')
    .set({
      email: erasedEmail,
      shippingAddress: withoutPerson('shipping_address'),
      billingAddress: withoutPerson('billing_address'),
      ...{ paymentMethodToken: '', returnUrl: null, signals: null, guestId: null, erasedAt: now },
      metafields: null,
      ...{ note: null, giftText: null, reference: null },
    })
    .where('id', 'in', ended)
    .returning('id')
    .execute();
  return erased.map(({ id }) => id);
}

/** Of an address, where there is one, only the country. */
function withoutPerson(column: 'shipping_address' | 'billing_address'): RawBuilder<never> {
  const address = sql.ref(column);
  return sql`CASE WHEN ${address} IS NOT NULL
    THEN ${JSON.stringify(erasedAddress)}::jsonb || jsonb_build_object('countryCode', ${address} -> 'countryCode') END`;
}

/**
 * Removes what leads to the buyers of orders: links that open them, what their parcels are followed by, and what they have said of
 * what they ordered.
 */
export async function forgetWays(tx: Transaction<Tables>, orderIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('orderAccessTokens').where('orderId', '=', anyOf(orderIds)).execute();
  await tx
    .updateTable('fulfillments')
    .set({ trackingNumber: null, trackingUrl: null })
    .where('orderId', '=', anyOf(orderIds))
    .execute();
  await tx
    .updateTable('orderLines')
    .set({ metafields: null })
    .where('orderId', '=', anyOf(orderIds))
    .where('metafields', 'is not', null)
    .execute();
}

/** Whether people have orders that have not ended. */
export async function haveOrdersUnderWay(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<boolean> {
  const found = await db
    .selectFrom('orders')
    .select('id')
    .where('customerId', '=', anyOf(personIds))
    .where('erasedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

const anybody = ['01990000-0000-7000-8000-000000000000'];
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => collectOrders(tx, anybody),
  (tx) => eraseBuyers(tx, anybody, { now: new Date(0), sentBefore: new Date(0) }),
];

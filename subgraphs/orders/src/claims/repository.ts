import { anyOf, insertRows, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type SqlBool } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { giveOrders, type Order } from '../order/door.ts';

/** A guest, and the customer that the guest turned out to be. */
export interface GuestClaim {
  readonly guestId: string;
  readonly customerId: string;
}

/** Gives a guest's orders and idempotency keys to a customer; what is being placed follows once it is settled. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: GuestClaim,
): Promise<void> {
  await lockOrdersOf(tx, 'customerId', guestId);
  await lockSubjects(tx, [guestId]);
  await insertRows(tx, 'guestClaims', [{ guestId, customerId }])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await giveOrders(tx, { from: guestId, to: customerId });
  await tx
    .updateTable('idempotencyKeys as own')
    .set({ ownerId: customerId })
    .where('ownerId', '=', guestId)
    .where((eb) => {
      const used = eb
        .selectFrom('idempotencyKeys as used')
        .select('used.key')
        .where('used.ownerId', '=', customerId)
        .whereRef('used.operation', '=', 'own.operation')
        .whereRef('used.key', '=', 'own.key');
      return eb.not(eb.exists(used));
    })
    .execute();
}

/** The e-mail address of a customer. */
export interface CustomerEmail {
  readonly customerId: string;
  readonly version: number;
  readonly email: string;
  readonly isVerified: boolean;
}

/** Stores a customer's address, unless something newer is stored; nobody else has it then. @returns whether it was stored */
export async function saveEmail(
  tx: Transaction<Tables>,
  { customerId, version, email, isVerified }: CustomerEmail,
): Promise<boolean> {
  await lockOrdersOf(tx, 'email', email);
  await lockSubjects(tx, [email]);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('customerEmails')
    .values({ customerId, version, email, isVerified })
    .onConflict((conflict) =>
      conflict
        .column('customerId')
        .doUpdateSet({ version, email, isVerified })
        .where('customerEmails.version', '<', version),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await tx
    .deleteFrom('customerEmails')
    .where('email', '=', email)
    .where('customerId', '<>', customerId)
    .execute();
  return true;
}

/** An order that became a customer's, and whose it was. */
export interface ClaimedOrder {
  readonly orderId: string;
  readonly formerId: string;
  readonly customerId: string;
}

const settled = ['confirmed', 'cancelled'] as const satisfies readonly Order['step'][];

/**
 * Gives the orders that guests placed with an address to the customer who has proved that it is theirs. Those that are under way
 * stay the guest's, who may have to pay in another way, until they are settled.
 */
export async function claimByEmail(
  tx: Transaction<Tables>,
  { email, customerId }: Pick<CustomerEmail, 'email' | 'customerId'>,
): Promise<ClaimedOrder[]> {
  const claimed = await tx
    .updateTable('orders')
    .set({ customerId })
    .where('email', '=', email)
    .whereRef('customerId', '=', 'guestId')
    .where('step', 'in', settled)
    .returning(['id as orderId', 'guestId as formerId'])
    .execute();
  return claimed.flatMap(({ orderId, formerId }) =>
    formerId === null ? [] : [{ orderId, formerId, customerId }],
  );
}

/** Gives the orders of an account that was closed, with the address that it never proved, to the one that took its place. */
export async function claimOfReplaced(
  tx: Transaction<Tables>,
  {
    replacedId,
    email,
    customerId,
  }: Pick<CustomerEmail, 'email' | 'customerId'> & { readonly replacedId: string },
): Promise<ClaimedOrder[]> {
  const claimed = await tx
    .updateTable('orders')
    .set({ customerId })
    .where('customerId', '=', replacedId)
    .where('email', '=', email)
    .returning('id')
    .execute();
  return claimed.map(({ id: orderId }) => ({ orderId, formerId: replacedId, customerId }));
}

/** Orders of guests that have been settled, as far as claims are concerned. */
export type SettledOrder = Pick<Order, 'id' | 'email' | 'customerId'>;

/**
 * Gives orders of guests, which the transaction holds locked, to the customers whom these guests have become, or who have
 * proved that the orders' addresses are theirs.
 * @returns those that were given to whoever has the address: nobody else tells of them
 */
export async function settleOrders(
  tx: Transaction<Tables>,
  orders: readonly SettledOrder[],
): Promise<ClaimedOrder[]> {
  await lockSubjects(
    tx,
    orders.flatMap(({ customerId, email }) => [customerId, email]),
  );
  const heirs = tx
    .selectFrom('orders as own')
    .leftJoin('guestClaims as claim', 'claim.guestId', 'own.customerId')
    .leftJoin('customerEmails as known', (join) =>
      join.onRef('known.email', '=', 'own.email').on('known.isVerified', '=', true),
    )
    .select((eb) => [
      'own.id',
      'claim.guestId as claimedGuestId',
      eb.fn.coalesce('claim.customerId', 'known.customerId').as('heirId'),
    ])
    .where('own.id', '=', anyOf(orders.map(({ id }) => id)))
    // with =, PostgreSQL would go through the index of all guests' orders, of which it expects to be few
    .where(sql<SqlBool>`own.customer_id IS NOT DISTINCT FROM own.guest_id`);
  const given = await tx
    .updateTable('orders as o')
    .from(heirs.as('heir'))
    .set((eb) => ({
      customerId: eb.ref('heir.heirId').$notNull(),
      guestId: eb.case().when('heir.claimedGuestId', 'is', null).then(eb.ref('o.guestId')).else(null).end(),
    }))
    .whereRef('o.id', '=', 'heir.id')
    .where('heir.heirId', 'is not', null)
    .returning(['o.id as orderId', 'o.guestId as formerId', 'o.customerId'])
    .execute();
  return given.flatMap(({ formerId, ...one }) => (formerId === null ? [] : [{ ...one, formerId }]));
}

/** Locks settled orders that still are the guests' who placed them, in the order of their ids from after one of them on. */
export function lockSettled(
  tx: Transaction<Tables>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<SettledOrder[]> {
  return tx
    .selectFrom('orders')
    .select(['id', 'email', 'customerId'])
    .whereRef('customerId', '=', 'guestId')
    .where('step', 'in', settled)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
}

/**
 * Locks the orders that whoever claims may be given, in one sequence, before the guest or the address: so does everybody who
 * settles orders, and nobody waits for another who waits for them.
 */
async function lockOrdersOf(
  tx: Transaction<Tables>,
  column: 'customerId' | 'email',
  value: string,
): Promise<void> {
  await tx
    .selectFrom('orders')
    .select('id')
    .where(column, '=', value)
    .whereRef('customerId', '=', 'guestId')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/**
 * Locks guests and addresses until the end of the transaction, in one sequence: who claims is either seen by an order that is
 * being settled, or sees it.
 */
async function lockSubjects(tx: Transaction<Tables>, subjects: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended(subject, 13))
    FROM unnest(${[...new Set(subjects)].toSorted()}::text[]) AS subject
  `.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => settleOrders(tx, [])];

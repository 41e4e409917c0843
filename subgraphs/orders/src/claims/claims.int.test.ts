import type { userUpdated } from '@cartwright/events';
import type { Transaction } from '@cartwright/database';
import { orderClaimed, type DataOf } from '@cartwright/events';
import { waitFor } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedOrder } from '../../test/placed-order.ts';
import { openOrdersDatabase } from '../../test/open-orders-database.ts';
import type { Tables } from '../generated/tables.ts';
import { addOrder } from '../../test/add-order.ts';
import { readOrders, type Checkout } from '../order/door.ts';
import { checkoutsWithin } from '../checkout/repository.ts';
import { advanceOrder, createPolicy } from '../checkout/door.ts';
import { claimGuest, settleOrders } from './repository.ts';
import { earlierOrdersSettled } from './settle-earlier-orders.ts';
import { followCustomer, told } from './use-cases.ts';

let orders: Awaited<ReturnType<typeof openOrdersDatabase>>;
beforeAll(async () => {
  orders = await openOrdersDatabase();
});
afterAll(() => orders[Symbol.asyncDispose]());

const settled: Partial<Checkout> = {
  step: 'confirmed',
  stock: 'committed',
  payment: 'captured',
  confirmedAt: new Date(),
};

/** Stores an order that a guest has placed. */
async function guestOrder(email: string, checkout: Partial<Checkout> = settled) {
  const guestId = uuidv7();
  const { order, timeline } = placedOrder(new Date(), checkout);
  await addOrder(orders.statements, {
    order: { ...order, customerId: guestId, guestId, email },
    timeline,
  });
  return { id: order.id, guestId };
}

/** Whether a transaction of this database waits for another. */
const isWaiting = async (): Promise<boolean> => {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
  `.execute(orders.statements);
  return Number(rows[0]?.count) > 0;
};

const ownerOf = async (id: string) => (await readOrders(orders.statements, [id]))[0]?.customerId;

const settle = (id: string) =>
  orders.transaction(async (tx) => told(await settleOrders(tx, await readOrders(tx, [id]))));

/** What accounts tells of a customer. */
function customer(change: Partial<DataOf<typeof userUpdated>>): DataOf<typeof userUpdated> {
  const nobody = { firstName: 'Sam', locale: 'en', groupIds: [], company: null, vatId: null };
  return {
    customerId: uuidv7(),
    version: 2,
    email: `${uuidv7()}@example.com`,
    isEmailVerified: true,
    ...nobody,
    ...change,
  };
}

const follow = (told: DataOf<typeof userUpdated>) => orders.transaction((tx) => followCustomer(tx, told));

/** An order that a guest placed whose money is about to be taken. */
const capturing: Partial<Checkout> = { step: 'capturing', stock: 'committed', payment: 'capture-requested' };

/** Takes an order of a guest to its end. @returns what is sent */
const confirm = (tx: Transaction<Tables>, orderId: string) =>
  advanceOrder({ policy: createPolicy(), now: () => new Date(), checkouts: checkoutsWithin }, tx, {
    orderId,
    factOf: ({ paymentId }) => ({ type: 'payment-captured', paymentId }),
  });

describe('an order that a guest placed', () => {
  it('goes to the customer in the transaction that settles it', async () => {
    const sam = customer({});
    const { id, guestId } = await guestOrder(sam.email, capturing);
    await follow(sam);
    const advanced = await orders.transaction((tx) => confirm(tx, id));
    const claim = { orderId: id, formerId: guestId, customerId: sam.customerId };
    expect(advanced?.messages.at(-1)).toEqual({ contract: orderClaimed, data: claim });
    expect(await ownerOf(id)).toBe(sam.customerId);
  });

  it.each(['settled', 'claimed'])(
    'goes to the customer who proves the address while it is settled, if it is %s first',
    async (first) => {
      const sam = customer({});
      const { id, guestId } = await guestOrder(sam.email, capturing);
      const works = [
        (tx: Transaction<Tables>) => confirm(tx, id),
        (tx: Transaction<Tables>) => followCustomer(tx, sam),
      ];
      const [earlier, later] = first === 'settled' ? works : works.toReversed();
      let second: Promise<unknown> | undefined;
      await orders.transaction(async (tx) => {
        await earlier?.(tx);
        second = orders.transaction(async (other) => later?.(other));
        await waitFor(() => isWaiting(), { describe: () => 'nobody waits for a lock' });
      });
      await second;
      expect(await ownerOf(id)).toBe(sam.customerId);
      expect(guestId).not.toBe(sam.customerId);
    },
  );

  it('goes to the customer who proves that its address is theirs, and to nobody before', async () => {
    const email = `${uuidv7()}@example.com`;
    const { id, guestId } = await guestOrder(email);
    const { id: another } = await guestOrder('another@example.com');
    const sam = customer({ email, isEmailVerified: false, version: 1 });
    expect(await follow(sam)).toEqual([]);
    expect(await ownerOf(id)).toBe(guestId);
    const claim = { orderId: id, formerId: guestId, customerId: sam.customerId };
    const messages = await follow({ ...sam, version: 2, isEmailVerified: true });
    expect(messages).toEqual([{ contract: orderClaimed, data: claim }]);
    expect(await ownerOf(id)).toBe(sam.customerId);
    expect(await ownerOf(another)).not.toBe(sam.customerId);
  });

  it('stays the guest’s while it is under way, and goes to the customer once it is settled', async () => {
    const sam = customer({});
    const { id, guestId } = await guestOrder(sam.email, {});
    expect(await follow(sam)).toEqual([]);
    expect(await ownerOf(id)).toBe(guestId);
    expect(await settle(id)).toMatchObject([{ data: { orderId: id, customerId: sam.customerId } }]);
    expect(await ownerOf(id)).toBe(sam.customerId);
    expect(await settle(id)).toEqual([]);
  });

  it('that was settled by an earlier version, and not given away, is made up for', async () => {
    const sam = customer({});
    await follow(sam);
    const { id } = await guestOrder(sam.email);
    const sent: unknown[] = [];
    const page = { after: undefined, limit: 100 };
    await orders.transaction((tx) =>
      earlierOrdersSettled.announce(tx, (message) => sent.push(message), page),
    );
    expect(sent).toContainEqual(expect.objectContaining({ contract: orderClaimed }));
    expect(await ownerOf(id)).toBe(sam.customerId);
  });

  it('is not found by an address that the customer has given up', async () => {
    const sam = customer({ email: 'given-up@example.com' });
    await follow(sam);
    await follow({ ...sam, version: 3, email: 'kept@example.com' });
    await follow(sam); // comes late
    const { id, guestId } = await guestOrder('given-up@example.com');
    await settle(id);
    expect(await ownerOf(id)).toBe(guestId);
  });

  it('that is being placed while the guest becomes a customer is the customer’s once it is settled', async () => {
    const { id, guestId } = await guestOrder('in-flight@example.com');
    const customerId = uuidv7();
    await orders.transaction(async (tx) => {
      await claimGuest(tx, { guestId, customerId });
      // As if it had been placed since.
      await tx.updateTable('orders').set({ customerId: guestId, guestId }).where('id', '=', id).execute();
    });
    expect(await settle(id)).toEqual([]);
    expect(await ownerOf(id)).toBe(customerId);
  });

  it('goes on from an account that never proved its address to the one that did', async () => {
    const [replacedId, email] = [uuidv7(), `${uuidv7()}@example.com`];
    const { id } = await guestOrder(email);
    const { id: elsewhere } = await guestOrder('elsewhere@example.com');
    await orders.statements
      .updateTable('orders')
      .set({ customerId: replacedId, guestId: null })
      .where('id', 'in', [id, elsewhere])
      .execute();
    const owner = customer({ email, replacedId });
    await follow(owner);
    expect(await ownerOf(id)).toBe(owner.customerId);
    expect(await ownerOf(elsewhere)).toBe(replacedId);
  });
});

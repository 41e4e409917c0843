import type { userUpdated } from '@cartwright/events';
import { orderClaimed, type DataOf } from '@cartwright/events';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedOrder } from '../../test/placed-order.ts';
import { openOrdersDatabase } from '../../test/open-orders-database.ts';
import { addOrder, readOrders, type Checkout } from '../order/door.ts';
import { claimGuest } from './repository.ts';
import { followCustomer, settleOrders } from './use-cases.ts';

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

const ownerOf = async (id: string) => (await readOrders(orders.statements, [id]))[0]?.customerId;

const settle = (id: string) => orders.transaction((tx) => settleOrders(tx, [id]));

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

describe('an order that a guest placed', () => {
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

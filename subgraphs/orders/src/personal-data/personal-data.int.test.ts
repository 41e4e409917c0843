import { erasedAddress, erasedEmail } from '@cartwright/events';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOrdersDatabase } from '../../test/open-orders-database.ts';
import { placedOrder } from '../../test/placed-order.ts';
import { saveEmail } from '../claims/repository.ts';
import { addOrder } from '../../test/add-order.ts';
import { readOrders, type Checkout, type Order } from '../order/door.ts';
import { collect, erase } from './use-cases.ts';

let orders: Awaited<ReturnType<typeof openOrdersDatabase>>;
beforeAll(async () => {
  orders = await openOrdersDatabase();
});
afterAll(() => orders[Symbol.asyncDispose]());

const now = new Date('2026-06-01T10:00:00.000Z');
const confirmed: Partial<Checkout> = {
  ...{ step: 'confirmed', stock: 'committed', payment: 'captured', confirmedAt: now, deadlineAt: null },
};
const delivered: Partial<Checkout> = { ...confirmed, fulfillment: 'DELIVERED' };
const said = {
  namespace: 'gift',
  key: 'message',
  type: 'MULTI_LINE_TEXT',
  value: 'For Kim of Gosau',
  visibility: 'PUBLIC',
} as const;
const details = { note: 'Ring at Gosau', giftText: 'Love, Gosau', reference: 'PO Gosau' };
const billingAddress = { firstName: 'Ada', line1: '2 Other Street', city: 'Linz', countryCode: 'AT' };

const part = { variantId: uuidv7(), sku: 'MUG', title: 'Mug', variantTitle: 'Blue', quantity: 4 };

/** Stores an order of a person's, with a bill for somebody elsewhere. */
async function orderOf(customerId: string, checkout: Partial<Checkout>, more: Partial<Order> = {}) {
  const { order, timeline } = placedOrder(now, { signals: null, ...checkout });
  const lines = order.lines.map((line) => ({ ...line, metafields: [said], bundleParts: [part] }));
  const own = { billingAddress, customerId, lines, metafields: [said], ...details };
  await addOrder(orders.statements, { order: { ...order, ...own, ...more }, timeline });
  return order.id;
}

const eraseNow = (ids: readonly string[], at = now) => orders.transaction((tx) => erase(tx, ids, at));
const find = async (id: string) => (await readOrders(orders.statements, [id]))[0];

/** What staff and the tax office read of all orders. */
async function totals() {
  const { rows } = await sql`
    SELECT customer_id, currency, status, shipping_address ->> 'countryCode' AS country, placed_at, count(*),
      sum(total_minor) AS total, sum(tax_minor) AS tax, sum(discount_minor + shipping_minor) AS rest
    FROM orders GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`.execute(orders.statements);
  return rows;
}

/** Everything that is stored, as text. */
async function everything(): Promise<string> {
  const tables = ['orders', 'order_lines', 'timeline_entries', 'fulfillments', 'order_access_tokens'];
  const texts = [...tables, 'customer_emails', 'idempotency_keys', 'guest_claims'].map(async (table) => {
    const { rows } = await sql<{
      text: string;
    }>`SELECT t::text AS text FROM ${sql.table(table)} AS t`.execute(orders.statements);
    return rows.map(({ text }) => text);
  });
  return (await Promise.all(texts)).flat().join('\n');
}

describe('what orders keeps of a person', () => {
  it('is given to them whole: orders with addresses, lines, life and parcels, and the address on record', async () => {
    const customerId = uuidv7();
    await orderOf(customerId, delivered);
    await orderOf(uuidv7(), delivered, { email: 'another@example.com' });
    const known = { customerId, version: 1, email: `${customerId}@example.com`, isVerified: true };
    await orders.transaction((tx) => saveEmail(tx, known));
    const collected = await collect(orders.statements, [customerId]);
    expect(collected).toMatchObject({
      orders: [
        {
          email: 'shopper@example.com',
          shippingAddress: { line1: '1 Example Street' },
          billingAddress,
          totalMinor: 10290,
          metafields: [said],
          ...details,
          lines: [
            { title: 'Oak stool', unitPriceMinor: 2450, bundleParts: [part], metafields: [said] },
            { variantTitle: 'Natural 1' },
          ],
          timeline: [{ status: 'PENDING' }],
          parcels: null,
        },
      ],
      emails: [{ email: known.email, isVerified: true }],
    });
    expect(JSON.stringify(collected)).not.toContain('another@example.com');
  });
});

describe('who is erased', () => {
  it('is not in their orders any more, whose totals, taxes, countries and dates are what they were', async () => {
    const [customerId, guestId] = [uuidv7(), uuidv7()];
    const email = `${customerId}@example.com`;
    const signals = { email: 'hashed', addresses: ['hashed-address'], network: null, device: null };
    const elsewhere = { ...billingAddress, city: 'Hallstatt' };
    const told = { email, guestId: uuidv7(), billingAddress: elsewhere };
    const id = await orderOf(customerId, { ...delivered, signals }, told);
    await orderOf(guestId, delivered, { email, guestId });
    await orders.statements
      .insertInto('orderAccessTokens')
      .values({ tokenHash: uuidv7(), orderId: id, expiresAt: new Date('2100-01-01') })
      .execute();
    const parcel = { number: `${id}-1`, carrier: 'DHL', trackingNumber: 'JJD0099', trackingUrl: null };
    await orders.statements
      .insertInto('fulfillments')
      .values({ id: uuidv7(), orderId: id, ...parcel, shippedAt: now, deliveredAt: now })
      .execute();
    const scope = { ownerId: customerId, operation: 'orderPlace', key: email, fingerprint: 'f' };
    await orders.statements
      .insertInto('idempotencyKeys')
      .values({ ...scope, createdAt: now })
      .execute();
    await orders.transaction((tx) => saveEmail(tx, { customerId, version: 1, email, isVerified: true }));
    const [before, life] = [await totals(), await orders.timelineOf(id)];

    expect(await eraseNow([customerId, guestId])).toBeNull();
    const order = await find(id);
    expect(order).toMatchObject({
      email: erasedEmail,
      guestId: null,
      erasedAt: now,
      signals: null,
      customerId,
    });
    expect(order?.shippingAddress).toEqual({ ...erasedAddress, countryCode: 'DE' });
    expect(order?.billingAddress).toEqual({ ...erasedAddress, countryCode: 'AT' });
    const left = await everything();
    for (const trace of [email, 'Hallstatt', 'JJD0099', 'hashed-address']) expect(left).not.toContain(trace);
    for (const trace of ['Example Street', 'Gosau']) expect(left).not.toMatch(new RegExp(`${id}.*${trace}`));
    expect(await totals()).toEqual(before);
    expect(await orders.timelineOf(id)).toEqual(life);
    expect(await eraseNow([customerId, guestId], new Date())).toBeNull();
    expect((await find(id))?.erasedAt).toEqual(now);
  });

  it('stays in an order that is under way, until it has arrived or is cancelled', async () => {
    const customerId = uuidv7();
    const id = await orderOf(customerId, confirmed);
    const placing = await orderOf(customerId, {});
    expect(await eraseNow([customerId])).toBe('ORDERS_UNDER_WAY');
    expect(await find(id)).toMatchObject({ email: 'shopper@example.com', erasedAt: null });
    await orders.statements.updateTable('orders').set({ status: 'DELIVERED' }).where('id', '=', id).execute();
    expect(await eraseNow([customerId])).toBe('ORDERS_UNDER_WAY');
    expect(await find(id)).toMatchObject({ email: erasedEmail });
    expect(await find(placing)).toMatchObject({ email: 'shopper@example.com' });
    const cancelled = { status: 'CANCELLED', step: 'cancelled', cancelledAt: now, deadlineAt: null } as const;
    const why = { cancellationReason: 'OUT_OF_STOCK', cancellationMessage: 'Sold out.' } as const;
    await orders.statements
      .updateTable('orders')
      .set({ ...cancelled, ...why, stock: 'refused', payment: 'none', cancelRequestedAt: now })
      .where('id', '=', placing)
      .execute();
    expect(await eraseNow([customerId])).toBeNull();
    expect(await find(placing)).toMatchObject({ email: erasedEmail });
  });

  it('is out of an order thirty days after all of it was sent, though nobody said that it arrived', async () => {
    const customerId = uuidv7();
    await orderOf(customerId, { ...confirmed, fulfillment: 'SHIPPED' });
    const dayMs = 86_400_000;
    expect(await eraseNow([customerId], new Date(now.getTime() + 29 * dayMs))).toBe('ORDERS_UNDER_WAY');
    expect(await eraseNow([customerId], new Date(now.getTime() + 31 * dayMs))).toBeNull();
  });

  it('takes nothing with them of those who share their address', async () => {
    const id = await orderOf(uuidv7(), delivered);
    await eraseNow([uuidv7()]);
    expect(await find(id)).toMatchObject({ email: 'shopper@example.com', erasedAt: null });
  });
});

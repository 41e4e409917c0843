import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { keptPromotion } from '../../test/sample-promotions.ts';
import { giveBackUses, guestKeyOf, reserveUses, type UsesOfOrder } from './door.ts';
import { insertCodes } from './repository/codes.ts';
import { insertPromotion } from './repository/promotions.ts';
import type { KeptPromotion } from './rules/kept-promotion.ts';
import { purgeUses } from './use-cases/purge-uses.ts';

const stack = new AsyncDisposableStack();
let database: Awaited<ReturnType<typeof openTestDatabase>>['database'];
beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
});
afterAll(() => stack.disposeAsync());

async function promotionWith(more: Partial<KeptPromotion>): Promise<string> {
  const id = uuidv7();
  await database.transaction((tx) => insertPromotion(tx, keptPromotion({ id, ...more })));
  return id;
}

async function codeOf(promotionId: string, usageLimit: number | null): Promise<string> {
  const code = `CODE-${uuidv7().slice(-12).toUpperCase()}`;
  const about = { id: uuidv7(), batchId: uuidv7(), customerId: null, usedCount: 0, createdAt: new Date() };
  await database.transaction((tx) => insertCodes(tx, [{ ...about, promotionId, code, usageLimit }]));
  return code;
}

function orderOf(
  promotionIds: readonly string[],
  more: Partial<UsesOfOrder> & { readonly code?: string } = {},
): UsesOfOrder {
  const { code = null, ...order } = more;
  const uses = promotionIds.map((promotionId) => ({ promotionId, code }));
  return { orderId: uuidv7(), customerId: uuidv7(), guestKey: null, uses, ...order };
}

async function reserve(...orders: readonly UsesOfOrder[]): Promise<(readonly string[])[]> {
  const usedUp = await database.transaction((tx) => reserveUses(tx, orders));
  return orders.map(({ orderId }) => usedUp.get(orderId) ?? ['not told']);
}
const giveBack = (...orderIds: readonly string[]) => database.transaction((tx) => giveBackUses(tx, orderIds));

async function usedCount(promotionId: string): Promise<number | undefined> {
  const row = await database.statements
    .selectFrom('promotionCounts')
    .select('usedCount')
    .where('promotionId', '=', promotionId)
    .executeTakeFirst();
  return row?.usedCount;
}

describe('uses of promotions', () => {
  it('are as many as there may be, however many orders want them at once', async () => {
    const id = await promotionWith({ usageLimit: 10 });
    const wanted = Array.from({ length: 50 }, () => orderOf([id]));
    const answers = await Promise.all(wanted.map((order) => reserve(order)));
    expect(answers.flat().filter((usedUp) => usedUp.length === 0)).toHaveLength(10);
    expect(await usedCount(id)).toBe(10);
  });

  it('are counted in one transaction for many orders, in the order in which they come', async () => {
    const id = await promotionWith({ usageLimit: 2 });
    expect(await reserve(orderOf([id]), orderOf([]), orderOf([id]), orderOf([id]))).toEqual([
      [],
      [],
      [],
      [id],
    ]);
  });

  it('are for one buyer as many as they may have, customers and guests alike', async () => {
    const id = await promotionWith({ usageLimitPerCustomer: 1 });
    const buyers = [{ customerId: uuidv7() }, { customerId: null, guestKey: guestKeyOf('sam@example.com') }];
    for (const buyer of buyers) {
      const answers = await Promise.all([reserve(orderOf([id], buyer)), reserve(orderOf([id], buyer))]);
      expect(answers.flat().toSorted()).toEqual([[], [id]]);
    }
    const other = { customerId: null, guestKey: guestKeyOf('Sam+shop@example.com') };
    expect(await reserve(orderOf([id], other))).toEqual([[id]]);
    expect(await reserve(orderOf([id], { customerId: uuidv7() }))).toEqual([[]]);
  });

  it('are by a code as many as it has, in any case, and none by another promotion’s', async () => {
    const [id, another] = [
      await promotionWith({ needsCode: true }),
      await promotionWith({ needsCode: true }),
    ];
    const code = await codeOf(id, 1);
    expect(await reserve(orderOf([another], { code }))).toEqual([[another]]);
    expect(await reserve(orderOf([id], { code: code.toLowerCase() }))).toEqual([[]]);
    expect(await reserve(orderOf([id], { code }))).toEqual([[id]]);
    expect(await usedCount(id)).toBe(1);
  });

  it('are all or none for an order', async () => {
    const [open, full] = [await promotionWith({}), await promotionWith({ usageLimit: 1 })];
    await reserve(orderOf([full]));
    expect(await reserve(orderOf([open, full]))).toEqual([[full]]);
    expect(await usedCount(open)).toBe(0);
    expect(await reserve(orderOf([uuidv7()]))).toEqual([[expect.any(String)]]);
  });

  it('do not wait for one another in a circle', async () => {
    const ids = [await promotionWith({}), await promotionWith({})];
    const orders = Array.from({ length: 20 }, (_, nth) => orderOf(nth % 2 === 0 ? ids : ids.toReversed()));
    const answers = await Promise.all(orders.map((order) => reserve(order)));
    expect(answers.flat()).toEqual(orders.map(() => []));
    await Promise.all(orders.map(({ orderId }) => giveBack(orderId)));
    expect(await Promise.all(ids.map(usedCount))).toEqual([0, 0]);
  });

  it('are counted once for an order and given back once', async () => {
    const id = await promotionWith({ usageLimit: 1, usageLimitPerCustomer: 1, needsCode: true });
    const code = await codeOf(id, 1);
    const order = orderOf([id], { code });
    expect(await reserve(order)).toEqual([[]]);
    expect(await reserve(order)).toEqual([[]]);
    expect(await usedCount(id)).toBe(1);
    await Promise.all([giveBack(order.orderId), giveBack(order.orderId)]);
    expect(await usedCount(id)).toBe(0);
    expect(await reserve({ ...order, orderId: uuidv7() })).toEqual([[]]);
    await giveBack(order.orderId, uuidv7());
    expect(await usedCount(id)).toBe(1);
  });

  it('are taken over from an order that is replaced, where the new one has all of its own', async () => {
    const [id, full] = [await promotionWith({ usageLimit: 1 }), await promotionWith({ usageLimit: 1 })];
    const first = orderOf([id]);
    await reserve(first, orderOf([full]));
    expect(await reserve(orderOf([id, full], { replaces: first.orderId }))).toEqual([[full]]);
    expect(await usedCount(id)).toBe(1);
    const second = orderOf([id], { replaces: first.orderId });
    expect(await reserve(second)).toEqual([[]]);
    expect(await usedCount(id)).toBe(1);
    expect(await reserve(orderOf([], { replaces: second.orderId }))).toEqual([[]]);
    expect(await usedCount(id)).toBe(0);
  });

  it('are forgotten with who had them 90 days after their promotion ended', async () => {
    const endsAt = new Date('2026-02-01T00:00:00.000Z');
    const id = await promotionWith({ endsAt });
    const order = orderOf([id]);
    await reserve(order);
    const buyers = () =>
      database.statements
        .selectFrom('promotionBuyers')
        .select('buyerKey')
        .where('promotionId', '=', id)
        .execute();
    const daysLater = (days: number) => new Date(endsAt.getTime() + days * 86_400_000);
    await purgeUses(database.statements, daysLater(90));
    expect(await buyers()).toHaveLength(1);
    await purgeUses(database.statements, daysLater(91));
    expect(await buyers()).toEqual([]);
  });

  it('are forgotten 90 days later, and count all the same', async () => {
    const id = await promotionWith({});
    const order = orderOf([id]);
    await reserve(order);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const uses = () =>
      database.statements
        .selectFrom('promotionUses')
        .select('promotionId')
        .where('orderId', '=', order.orderId)
        .execute();
    await purgeUses(database.statements, inDays(89));
    expect(await uses()).toHaveLength(1);
    await purgeUses(database.statements, inDays(91));
    expect(await uses()).toEqual([]);
    await giveBack(order.orderId);
    expect(await usedCount(id)).toBe(1);
  });
});

import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { addressIn, holding } from '../../test/sample-cart.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { adoptCarts } from '../cart/door.ts';
import { storesWithin } from '../cart/repository/cart-store.ts';
import { startingCarts } from '../cart/use-cases/create-cart.ts';
import { collect, erase, purgeCarts } from './use-cases.ts';

const stack = new AsyncDisposableStack();
let database: Awaited<ReturnType<typeof openTestDatabase>>['database'];
beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
});
afterAll(() => stack.disposeAsync());

const now = new Date('2026-06-01T10:00:00.000Z');
const dayMs = 86_400_000;

type Status = 'ACTIVE' | 'CHECKING_OUT' | 'COMPLETED';
interface Wanted {
  readonly status?: Status;
  readonly freezeConfirmed?: boolean;
  readonly frozenAt?: Date;
  readonly updatedAt?: Date;
  readonly isGuests?: boolean;
}

/** Stores a cart with one line and an address. */
async function cartOf(
  ownerId: string,
  { updatedAt = now, status = 'ACTIVE', isGuests = false, ...more }: Wanted = {},
) {
  const [id, variantId] = [uuidv7(), await knowVariant(database)];
  const buyer = { email: `${ownerId}@example.com`, shippingAddress: addressIn('DE') };
  const frozenSnapshot = JSON.stringify({ shippingAddress: addressIn('DE') }) as never;
  const freeze =
    status === 'ACTIVE' ? {} : { frozenForOrder: uuidv7(), frozenAt: now, frozenSnapshot, ...more };
  await database.statements
    .insertInto('carts')
    .values({
      id,
      ownerId,
      isGuests,
      currency: 'EUR',
      status,
      ...buyer,
      ...freeze,
      createdAt: now,
      updatedAt,
    })
    .execute();
  const line = { id: uuidv7(), cartId: id, variantId, quantity: 2, quotedUnitMinor: 2000 };
  await database.statements.insertInto('cartLines').values(line).execute();
  return id;
}

/** Stores a shared wish list with one item. */
async function wishListOf(ownerId: string): Promise<string> {
  const [id, variantId] = [uuidv7(), await knowVariant(database)];
  const times = { createdAt: now, updatedAt: now };
  await database.statements
    .insertInto('wishLists')
    .values({ id, ownerId, kind: 'NAMED', name: 'Birthday', shareToken: `link of ${id}`, ...times })
    .execute();
  const item = { id: uuidv7(), wishListId: id, variantId, quantity: 1, addedAt: now };
  await database.statements.insertInto('wishListItems').values(item).execute();
  return id;
}

const know = (customerId: string) =>
  database.statements
    .insertInto('customers')
    .values({ customerId, version: 1, groupIds: [], company: 'Stools & Sons', vatId: 'DE136695976' })
    .execute();

const eraseAt = (ids: readonly string[], at = now) => database.transaction((tx) => erase(tx, ids, at));

async function left(ids: readonly string[]): Promise<string[]> {
  const rows = await database.statements.selectFrom('carts').select('id').where('id', 'in', ids).execute();
  return rows.map(({ id }) => id);
}

describe('what carts keeps of a person', () => {
  it('is given to them: carts with what is in them, addresses, wish lists and tax details', async () => {
    const ownerId = uuidv7();
    await cartOf(ownerId);
    await cartOf(uuidv7());
    await wishListOf(ownerId);
    await wishListOf(uuidv7());
    await know(ownerId);
    const collected = await collect(database.statements, [ownerId]);
    expect(collected).toMatchObject({
      carts: [{ shippingAddress: addressIn('DE'), lines: [{ title: 'Oak stool', quantity: 2 }] }],
      wishLists: [{ name: 'Birthday', isShared: true, items: [{ title: 'Oak stool', quantity: 1 }] }],
      taxDetails: [{ vatId: 'DE136695976' }],
    });
  });

  it('is deleted when they are erased, with the carts of the guests that they were, and nobody else’s', async () => {
    const [ownerId, guestId, another] = [uuidv7(), uuidv7(), uuidv7()];
    const ids = [
      await cartOf(ownerId),
      await cartOf(guestId),
      await cartOf(ownerId, { status: 'COMPLETED' }),
    ];
    const kept = await cartOf(another);
    const [, keptList] = [await wishListOf(ownerId), await wishListOf(another)];
    await know(ownerId);
    const key = { ownerId, operation: 'cartCreate', key: 'a-key', fingerprint: 'f', createdAt: now };
    await database.statements.insertInto('idempotencyKeys').values(key).execute();
    expect(await eraseAt([ownerId, guestId])).toBeNull();
    expect(await left([...ids, kept])).toEqual([kept]);
    const lists = await database.statements.selectFrom('wishLists').select(['id', 'ownerId']).execute();
    const mine = lists.filter((list) => [ownerId, another].includes(list.ownerId));
    expect(mine).toEqual([{ id: keptList, ownerId: another }]);
    const promotions = { codes: [], uses: [], counts: [] };
    const nothing = { carts: [], wishLists: [], promotions, taxDetails: [] };
    expect(await collect(database.statements, [ownerId, guestId])).toEqual(nothing);
    const keys = await database.statements.selectFrom('idempotencyKeys').selectAll().execute();
    expect(keys.filter((one) => one.ownerId === ownerId)).toEqual([]);
    expect(await eraseAt([ownerId, guestId])).toBeNull();
  });

  it('waits while an order is being placed of it, or is under way', async () => {
    const ownerId = uuidv7();
    const placing = await cartOf(ownerId, { status: 'CHECKING_OUT' });
    const placed = await cartOf(ownerId, { status: 'CHECKING_OUT', freezeConfirmed: true });
    expect(await eraseAt([ownerId])).toBe('ORDERS_UNDER_WAY');
    expect(await left([placing, placed])).toHaveLength(2);
    expect(await eraseAt([ownerId], new Date(now.getTime() + 16 * 60_000))).toBe('ORDERS_UNDER_WAY');
    expect(await left([placing, placed])).toEqual([placed]);
    await database.statements
      .updateTable('carts')
      .set({ status: 'COMPLETED' })
      .where('id', '=', placed)
      .execute();
    expect(await eraseAt([ownerId])).toBeNull();
  });
});

describe('carts that nobody comes back to', () => {
  it('are deleted: what was ordered after 30 days, what guests left after 90', async () => {
    const ago = (days: number) => new Date(now.getTime() - days * dayMs);
    const gone = [
      await cartOf(uuidv7(), { status: 'COMPLETED', updatedAt: ago(31) }),
      await cartOf(uuidv7(), { isGuests: true, updatedAt: ago(91) }),
    ];
    const frozen = { status: 'CHECKING_OUT', freezeConfirmed: true } as const;
    const kept = [
      await cartOf(uuidv7(), { status: 'COMPLETED', updatedAt: ago(29) }),
      await cartOf(uuidv7(), { isGuests: true, updatedAt: ago(89) }),
      await cartOf(uuidv7(), { updatedAt: ago(91) }),
      await cartOf(uuidv7(), { ...frozen, isGuests: true, updatedAt: ago(91) }),
    ];
    expect(await purgeCarts(database.statements, now)).toEqual({ hasMore: false });
    expect((await left([...gone, ...kept])).toSorted()).toEqual(kept.toSorted());
  });

  it('are not those of guests who have become customers since', async () => {
    const [guestId, customerId] = [uuidv7(), uuidv7()];
    const id = await cartOf(guestId, { isGuests: true, updatedAt: new Date(now.getTime() - 91 * dayMs) });
    await database.transaction((tx) => adoptCarts(storesWithin(tx), { guestId, customerId }, now));
    await purgeCarts(database.statements, now);
    expect(await left([id])).toEqual([id]);
  });

  it.each([
    ['GUEST', true],
    ['CUSTOMER', false],
  ] as const)('are known to be a guest’s from their start: of a %s, %s', async (role, isGuests) => {
    const dependencies = { database, storesWithin, now: () => now, newId: uuidv7, terms: holding() };
    const viewer = { id: uuidv7(), role, permissions: [], sessionId: uuidv7(), expiresAt: now } as never;
    const wanted = {
      idempotencyKey: uuidv7(),
      currency: null,
      defaultCurrency: 'EUR',
      lines: [],
      buyer: {},
    } as const;
    await startingCarts(dependencies)({ viewer, ...wanted });
    const { id: ownerId } = viewer as { id: string };
    const stored = database.statements.selectFrom('carts').select('isGuests').where('ownerId', '=', ownerId);
    expect(await stored.execute()).toEqual([{ isGuests }]);
  });
});

import { cartAbandoned, type DataOf } from '@cartwright/events';
import { createMessaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { holding, buyerOf } from '../../test/sample-cart.ts';
import { knowVariant, type WantedVariant } from '../../test/sample-variants.ts';
import { newCart, storesWithin, type Cart } from '../cart/door.ts';
import { selectLeft } from '../cart/repository/left-carts.ts';
import { erase } from '../personal-data/use-cases.ts';
import { tellAbandoned, type TellAbandoned } from './use-cases/tell-abandoned.ts';

const hourMs = 3_600_000;
const leftAt = new Date('2027-03-01T08:00:00.000Z');
const after = (hours: number): Date => new Date(leftAt.getTime() + hours * hourMs);

const stack = new AsyncDisposableStack();
let database: Awaited<ReturnType<typeof openTestDatabase>>['database'];
let messaging: TellAbandoned['messaging'];
beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
  messaging = createMessaging({
    domain: 'carts',
    database,
    databaseUrl: 'postgres://unused',
    natsUrl: 'nats://127.0.0.1:9',
    logger: createLogger({ name: 'test', level: 'silent' }),
    publishes: [cartAbandoned],
    consumes: [],
  });
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  await database.statements.deleteFrom('carts').execute();
  await sql`DELETE FROM messaging.outbox`.execute(database.statements);
});

/** Stores a cart that was left at `leftAt`, with two pieces of a variant. */
async function leave(more: Partial<Cart> = {}, variant: WantedVariant = {}): Promise<Cart> {
  const variantId = await knowVariant(database, variant);
  const empty = newCart({ id: uuidv7(), ownerId: uuidv7(), currency: 'EUR', now: leftAt });
  const words = { metafields: [], privateMetafields: [] };
  return database.transaction(async (tx) => {
    const { carts, offers } = storesWithin(tx);
    const offer = (await offers.findOffers([variantId], 'EUR')).get(variantId);
    if (offer === undefined) throw new RangeError('The variant is not known');
    const line = { id: uuidv7(), variantId, quantity: 2, quotedUnitMinor: 1800, ...words, offer };
    const cart: Cart = { ...empty, lines: [line], ...more };
    await carts.insertCarts([cart]);
    return cart;
  });
}

/** The buyer changes a cart. */
const touch = (cart: Cart, updatedAt: Date) =>
  database.transaction((tx) => storesWithin(tx).carts.saveCarts([{ ...cart, updatedAt }]));

const tellAt = (hours: number, afterHours = 4) =>
  tellAbandoned({ messaging, newId: uuidv7, now: () => after(hours), terms: holding(), afterHours });

/** What was told, in the order in which it was. */
async function told(): Promise<DataOf<typeof cartAbandoned>[]> {
  const { rows } = await sql<{ data: DataOf<typeof cartAbandoned> }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox ORDER BY seq
  `.execute(database.statements);
  return rows.map(({ data }) => data);
}

describe('a cart that was left', () => {
  it('is told of once, with what is in it, when nobody has changed it for as long as is set', async () => {
    const translations = { de: { title: 'Hocker', variantTitle: 'Natur' } };
    const cart = await leave({}, { translations });
    await tellAt(3.9);
    expect(await told()).toEqual([]);
    await tellAt(4.1);
    await tellAt(5);
    await tellAt(100);
    const [line] = cart.lines;
    expect(await told()).toEqual([
      {
        abandonmentId: expect.any(String) as string,
        ...{
          cartId: cart.id,
          customerId: cart.ownerId,
          isGuest: false,
          email: null,
          number: 1,
          currency: 'EUR',
        },
        lines: [
          {
            ...{ variantId: line?.variantId, productId: line?.offer.productId, sku: 'STOOL-OAK' },
            ...{ title: 'Oak stool', variantTitle: 'Natural', translations },
            ...{ quantity: 2, unitPriceMinor: 2000, totalMinor: 4000 },
          },
        ],
        ...{ subtotalMinor: 4000, totalMinor: 4000 },
        ...{ leftAt: leftAt.toISOString(), abandonedAt: after(4.1).toISOString() },
      },
    ]);
  });

  it('is told of later where more hours are set', async () => {
    await leave();
    await tellAt(23, 24);
    expect(await told()).toEqual([]);
    await tellAt(25, 24);
    expect(await told()).toHaveLength(1);
  });

  it('is told of again once it was changed and left again, once a day and three times at most', async () => {
    const cart = await leave();
    const numbers = async () => (await told()).map(({ number }) => number);
    await tellAt(5);
    await touch(cart, after(6));
    await tellAt(11); // left for long enough, and told of on the same day
    expect(await numbers()).toEqual([1]);
    await tellAt(30);
    await tellAt(31);
    expect(await numbers()).toEqual([1, 2]);
    await touch(cart, after(60));
    await tellAt(65);
    await touch(cart, after(100));
    await tellAt(130);
    expect(await numbers()).toEqual([1, 2, 3]);
  });

  it('tells the address that a guest has given, and none of a customer, who may have typed somebody else’s', async () => {
    const buyer = buyerOf({ email: 'sam@example.com' });
    const guests = await leave({ isGuests: true, buyer });
    const customers = await leave({ buyer });
    await tellAt(5);
    const emails = new Map((await told()).map(({ cartId, isGuest, email }) => [cartId, [isGuest, email]]));
    expect([emails.get(guests.id), emails.get(customers.id)]).toEqual([
      [true, 'sam@example.com'],
      [false, null],
    ]);
  });

  it('is not told of where nothing in it could be bought, where it is being ordered, or was left long ago', async () => {
    await leave({ lines: [] });
    await leave({}, { forSale: false });
    await leave({}, { available: 0 });
    const ordered = await leave();
    const snapshot = JSON.stringify({}) as never;
    const frozen = { status: 'CHECKING_OUT', frozenForOrder: uuidv7(), frozenAt: leftAt } as const;
    await database.statements
      .updateTable('carts')
      .set({ ...frozen, frozenSnapshot: snapshot })
      .where('id', '=', ordered.id)
      .execute();
    await tellAt(5);
    await leave();
    await tellAt(24 * 8);
    expect(await told()).toEqual([]);
  });

  it('is not told of where a copy of it was ordered', async () => {
    const cart = await leave();
    const copy = await leave({ restoredFrom: cart.id });
    const snapshot = JSON.stringify({}) as never;
    await database.statements
      .updateTable('carts')
      .set({ status: 'COMPLETED', frozenForOrder: uuidv7(), frozenAt: leftAt, frozenSnapshot: snapshot })
      .where('id', '=', copy.id)
      .execute();
    await tellAt(5);
    expect(await told()).toEqual([]);
  });

  it('of somebody who is erased is not told of', async () => {
    const cart = await leave();
    await database.transaction((tx) => erase(tx, [cart.ownerId], after(1)));
    await tellAt(5);
    expect(await told()).toEqual([]);
  });
});

it('several processes share what was left: each cart is told of once', async () => {
  for (let count = 0; count < 120; count += 1) await leave();
  const rounds = await Promise.all([tellAt(5), tellAt(5), tellAt(5)]);
  await tellAt(5);
  const ids = (await told()).map(({ cartId }) => cartId);
  expect([ids.length, new Set(ids).size]).toEqual([120, 120]);
  expect(rounds.some(({ hasMore }) => hasMore)).toBe(true);
});

it('what is cut off before its end is neither recorded nor told', async () => {
  await leave();
  const cutOff = {
    transact: (work: Parameters<typeof messaging.transact>[0]) =>
      messaging.transact(async (tx, send) => {
        await work(tx, send);
        throw new Error('cut off');
      }),
  };
  const cut = tellAbandoned({
    messaging: cutOff,
    newId: uuidv7,
    now: () => after(5),
    terms: holding(),
    afterHours: 4,
  });
  await expect(cut).rejects.toThrow('cut off');
  expect(await told()).toEqual([]);
  await tellAt(5);
  expect(await told()).toHaveLength(1);
});

it('finds what was left by its index, however many carts there are', async () => {
  await sql`
    INSERT INTO carts (id, owner_id, currency, status, created_at, updated_at, left_at)
    SELECT gen_random_uuid(), gen_random_uuid(), 'EUR', 'ACTIVE', at, at, CASE WHEN nth % 1000 = 0 THEN NULL ELSE at END
    FROM generate_series(1, 100000) AS nth, LATERAL (SELECT ${leftAt}::timestamptz - nth * interval '1 second' AS at) AS moment
  `.execute(database.statements);
  await sql`ANALYZE carts`.execute(database.statements);
  const looking = { leftBefore: after(1), toldBefore: leftAt, limit: 100 };
  const [found] = await database.transaction((tx) =>
    selectLeft(tx, looking).explain<{ 'QUERY PLAN': [{ Plan: object }] }>('json', sql`ANALYZE`),
  );
  const plan = JSON.stringify(found);
  expect(plan).toContain('"Index Name":"carts_left_idx"');
  expect(plan).toContain('"Rows Removed by Filter":0');
});

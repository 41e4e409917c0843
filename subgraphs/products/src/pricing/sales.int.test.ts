import { variantChanged } from '@cartwright/events';
import { startTestNats, waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { findDueVariants } from './repository/sales.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(
    await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60, sweepSeconds: 0.2 }),
  );
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
/** Moves the sales of a variant into the past. */
const hoursPass = (variantId: string, hours: number) =>
  products.sql.$executeRawUnsafe(
    `UPDATE variant_sales SET starts_at = starts_at - passed, ends_at = ends_at - passed, due_at = due_at - passed
     FROM (SELECT $2 * interval '1 hour' AS passed) AS clock WHERE variant_id = $1`,
    variantId,
    hours,
  );
const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
const hour = 3_600;

interface Seen {
  readonly price: { readonly amount: string };
  readonly compareAtPrice: { readonly amount: string } | null;
  readonly lowestRecentPrice: { readonly amount: string } | null;
  readonly sales: readonly { readonly id: string; readonly isRunning: boolean }[] | null;
}
async function seen(id: string, viewer: TestViewer | null = staff): Promise<Seen> {
  const { data } = await products.graphql<{ variants: readonly [Seen] }>(
    viewer,
    `query ($variants: [_Any!]!) { variants: _entities(representations: $variants) { ... on ProductVariant {
      price(currency: EUR) { amount } compareAtPrice(currency: EUR) { amount } lowestRecentPrice(currency: EUR) { amount }
      sales { id price { amount } compareAtPrice { amount } startsAt endsAt isRunning } } } }`,
    { variants: [{ __typename: 'ProductVariant', id }] },
  );
  return data.variants[0];
}
const costs = async (id: string): Promise<string> => (await seen(id)).price.amount;

const setAll = (prices: readonly object[], viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'variantPricesUpdate',
    input: { prices, reason: 'The season is over.' },
    selection: `... on VariantPricesUpdateSuccess { results { index variant { id price(currency: EUR) { amount } sales { id } }
      errors { __typename ... on SaleOverlapsError { saleIds } ... on TooManySalesError { limit } ... on VariantNotFoundError { variantId }
        ... on InvalidInputError { fields { path code } } } } }
      ... on InvalidInputError { fields { path code } }`,
  });
const endSale = (id: string, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'variantSaleDelete',
    input: { id },
    selection:
      '... on VariantSaleDeleteSuccess { variant { price(currency: EUR) { amount } sales { id } } } ... on SaleNotFoundError { saleId }',
  });

let used = 0;
/** A variant that no other test of this file changes, which costs 100 EUR. */
async function plainVariant(): Promise<string> {
  const [variant] = await variantsOf(products, used++);
  const id = variant?.id ?? '';
  await setAll([{ variantId: id, price: euros('100') }]);
  return id;
}

describe('prices of many variants', () => {
  it('are set each for itself, and of the others it is said why not', async () => {
    const [one, two] = [await plainVariant(), await plainVariant()];
    const unknown = uuidv7();
    const result = await setAll([
      { variantId: one, price: euros('10') },
      { variantId: unknown, price: euros('10') },
      { variantId: two, price: euros('0') },
      { variantId: two, price: euros('20'), endsAt: fromNow(-1) },
      { variantId: two, price: euros('20') },
      { variantId: 'none', price: euros('20') },
      { variantId: two, price: { amount: '900', currencyCode: 'JPY' }, endsAt: fromNow(hour) },
    ]);
    const badField = (index: string, path: string[], code: string) => ({
      variant: null,
      errors: [{ __typename: 'InvalidInputError', fields: [{ path: ['prices', index, ...path], code }] }],
    });
    expect(result['results']).toMatchObject([
      { index: 0, variant: { id: one, price: { amount: '10.00' } }, errors: [] },
      { index: 1, variant: null, errors: [{ variantId: unknown }] },
      { index: 2, ...badField('2', ['price', 'amount'], 'OUT_OF_RANGE') },
      { index: 3, ...badField('3', ['endsAt'], 'OUT_OF_RANGE') },
      { index: 4, variant: { price: { amount: '20.00' } }, errors: [] },
      { index: 5, variant: null, errors: [{ variantId: 'none' }] },
      { index: 6, ...badField('6', ['price', 'currencyCode'], 'INVALID_VALUE') },
    ]);
    for (const [id, amountMinor] of [
      [one, 1_000],
      [two, 2_000],
    ] as const)
      await waitFor(() => others.seen.some(({ data }) => isPriced(data, id, amountMinor)));
    const entries = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT reason, before ->> 'amountMinor' AS before, after ->> 'amountMinor' AS after FROM audit.entries WHERE target = $1
       ORDER BY position DESC LIMIT 1`,
      one,
    );
    expect(entries).toEqual([{ reason: 'The season is over.', before: '10000', after: '1000' }]);
  });

  it('follow each other in the trail as they do in the call', async () => {
    const id = await plainVariant();
    await setAll([
      { variantId: id, price: euros('90') },
      { variantId: id, price: euros('80') },
    ]);
    const entries = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT before ->> 'amountMinor' AS before, after ->> 'amountMinor' AS after FROM audit.entries WHERE target = $1
       ORDER BY position DESC LIMIT 2`,
      id,
    );
    expect(entries).toEqual([
      { before: '9000', after: '8000' },
      { before: '10000', after: '9000' },
    ]);
  });

  it('are at least one', async () => {
    expect(await setAll([])).toMatchObject({ fields: [{ path: ['prices'], code: 'REQUIRED' }] });
  });

  it('are shown as they are now by each mutation of an operation', async () => {
    const id = await plainVariant();
    const shown = '{ variant { priceHistory(currency: EUR) { price { amount } } } }';
    const set = (amount: string) => `variantPriceUpdate(input: { variantId: "${id}",
      price: { amount: "${amount}", currencyCode: EUR } }) { ... on VariantPriceUpdateSuccess ${shown} }`;
    interface Shown {
      readonly variant: { readonly priceHistory: readonly { readonly price: { readonly amount: string } }[] };
    }
    const { data } = await products.graphql<{ one: Shown; two: Shown }>(
      staff,
      `mutation { one: ${set('90')} two: ${set('80')} }`,
    );
    const present = ({ variant }: Shown) => variant.priceHistory[0]?.price.amount;
    expect([present(data.one), present(data.two)]).toEqual(['90.00', '80.00']);
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
    [{ ...staff, permissions: ['CATALOGUE_MANAGE'] }, 'FORBIDDEN'],
  ] as const)('are not for %j', async (viewer, code) => {
    expect(await setAll([], viewer)).toEqual({ code });
    expect(await endSale(uuidv7(), viewer)).toEqual({ code });
  });
});

function isPriced(data: unknown, variantId: string, amountMinor: number): boolean {
  const change = data as {
    variantId?: string;
    prices?: readonly { currency: string; amountMinor: number }[];
  };
  return (
    change.variantId === variantId &&
    (change.prices ?? []).some((price) => price.currency === 'EUR' && price.amountMinor === amountMinor)
  );
}

describe('a sale', () => {
  it('begins at once, shows what it reduces and the lowest price before, and ends by itself', async () => {
    const id = await plainVariant();
    await setAll([{ variantId: id, price: euros('70'), endsAt: fromNow(hour) }]);
    expect(await seen(id)).toMatchObject({
      price: { amount: '70.00' },
      compareAtPrice: { amount: '100.00' },
      sales: [{ isRunning: true }],
    });
    expect(Number((await seen(id)).lowestRecentPrice?.amount)).toBeLessThanOrEqual(100);
    await hoursPass(id, 2);
    await waitFor(async () => (await costs(id)) === '100.00');
    expect(await seen(id)).toMatchObject({ compareAtPrice: null, lowestRecentPrice: null, sales: [] });
    const lastTold = () =>
      others.seen.findLast(({ type, key }) => type === variantChanged.type && key === id);
    await waitFor(() => isPriced(lastTold()?.data ?? {}, id, 10_000));
  });

  it('that is to come begins by itself, as does a price that stays', async () => {
    const [one, two] = [await plainVariant(), await plainVariant()];
    const startsAt = fromNow(hour);
    await setAll([
      { variantId: one, price: euros('80'), startsAt, endsAt: fromNow(9 * hour) },
      { variantId: two, price: euros('90'), startsAt },
    ]);
    expect([await costs(one), await costs(two)]).toEqual(['100.00', '100.00']);
    for (const id of [one, two]) await hoursPass(id, 2);
    await waitFor(async () => (await costs(one)) === '80.00' && (await costs(two)) === '90.00');
    expect(await seen(one)).toMatchObject({
      sales: [{ isRunning: true }],
      compareAtPrice: { amount: '100.00' },
    });
    expect(await seen(two)).toMatchObject({ sales: [], compareAtPrice: null });
  });

  it('overlaps no other, and makes room at its end', async () => {
    const id = await plainVariant();
    const sale = (from: number, to: number) => ({
      variantId: id,
      price: euros('60'),
      startsAt: fromNow(from * hour),
      endsAt: fromNow(to * hour),
    });
    const [first, second] = [sale(1, 2), sale(3, 4)];
    await setAll([first, second]);
    const planned = (await seen(id)).sales ?? [];
    expect(planned).toHaveLength(2);
    const refused = await setAll([
      sale(1.5, 3.5),
      { ...sale(2, 3), startsAt: first.endsAt, endsAt: second.startsAt },
    ]);
    expect(refused['results']).toMatchObject([
      { variant: null, errors: [{ saleIds: planned.map((one) => one.id) }] },
      { errors: [] },
    ]);
    expect((await seen(id)).sales).toHaveLength(3);
  });

  it('is one of twenty at most', async () => {
    const id = await plainVariant();
    const sales = Array.from({ length: 21 }, (_, index) => {
      const [startsAt, endsAt] = [fromNow((index + 1) * hour), fromNow((index + 2) * hour - 1)];
      return { variantId: id, price: euros('60'), startsAt, endsAt };
    });
    const { results } = await setAll(sales);
    expect(results).toHaveLength(21);
    expect((await seen(id)).sales).toHaveLength(20);
    expect(results).toMatchObject({ 20: { variant: null, errors: [{ limit: 20 }] } });
  });

  it('that cannot begin keeps no other from it, and is left for later', async () => {
    const [bad, good] = [await plainVariant(), await plainVariant()];
    await products.sql.$executeRawUnsafe(
      `CREATE FUNCTION refuse_price() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
    );
    await products.sql.$executeRawUnsafe(
      `CREATE TRIGGER refused BEFORE UPDATE ON variant_prices FOR EACH ROW
       WHEN (NEW.variant_id = '${bad}' AND NEW.amount_minor = 6000) EXECUTE FUNCTION refuse_price()`,
    );
    const times = { startsAt: fromNow(hour), endsAt: fromNow(9 * hour) };
    await setAll([bad, good].map((variantId) => ({ variantId, price: euros('60'), ...times })));
    await products.sql.$executeRawUnsafe(
      `UPDATE variant_sales SET starts_at = now(), due_at = now() WHERE variant_id IN ('${bad}', '${good}')`,
    );
    await waitFor(async () => (await costs(good)) === '60.00');
    const due = (now: Date) => findDueVariants(products.database.statements, now, 100);
    await waitFor(async () => !(await due(new Date())).variantIds.includes(bad));
    const later = await due(new Date(Date.now() + 2 * 60_000));
    expect(later).toEqual({ variantIds: [bad], hasMore: false });
    expect(await costs(bad)).toBe('100.00');
  });

  it('of which a variant has several at once counts as so many', async () => {
    const id = await plainVariant();
    const times = { startsAt: fromNow(20 * hour), endsAt: fromNow(21 * hour) };
    await setAll([
      { variantId: id, price: euros('60'), ...times },
      { variantId: id, price: { amount: '1', currencyCode: 'USD' }, ...times },
    ]);
    const sales = `SELECT FROM variant_sales WHERE due_at <= '${times.endsAt}'`;
    const limit = (await products.sql.$queryRawUnsafe<unknown[]>(sales)).length;
    const due = await findDueVariants(products.database.statements, new Date(times.endsAt), limit);
    expect(due.variantIds.length).toBeLessThan(limit);
    expect(due.hasMore).toBe(true);
  });

  it('is ended by staff, who have the former price back, or called off', async () => {
    const id = await plainVariant();
    await setAll([
      { variantId: id, price: euros('70'), endsAt: fromNow(hour) },
      { variantId: id, price: euros('60'), startsAt: fromNow(2 * hour), endsAt: fromNow(3 * hour) },
    ]);
    const [running, waiting] = (await seen(id)).sales ?? [];
    expect(await endSale(running?.id ?? '')).toMatchObject({
      variant: { price: { amount: '100.00' }, sales: [{ id: waiting?.id }] },
    });
    expect(await endSale(waiting?.id ?? '')).toMatchObject({
      variant: { price: { amount: '100.00' }, sales: [] },
    });
    expect(await endSale(running?.id ?? '')).toMatchObject({ saleId: running?.id });
  });

  it('is over when staff set another price', async () => {
    const id = await plainVariant();
    await setAll([{ variantId: id, price: euros('70'), endsAt: fromNow(hour) }]);
    await mutate(products, staff, {
      name: 'variantPriceUpdate',
      input: { variantId: id, price: euros('95') },
      selection: '',
    });
    expect(await seen(id)).toMatchObject({ price: { amount: '95.00' }, compareAtPrice: null, sales: [] });
  });

  it('is told to staff who keep prices and to nobody else', async () => {
    const id = await plainVariant();
    await setAll([{ variantId: id, price: euros('70'), startsAt: fromNow(hour), endsAt: fromNow(2 * hour) }]);
    expect((await seen(id, null)).sales).toBeNull();
    expect((await seen(id, { ...staff, permissions: ['CATALOGUE_MANAGE'] })).sales).toBeNull();
  });
});

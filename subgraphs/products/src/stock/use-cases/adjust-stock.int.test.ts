import { stockChanged } from '@cartwright/events';
import { startTestNats, waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../../test/start-test-products.ts';
import { variantsOf } from '../../../test/variants-of.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60 }));
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const firstVariantOf = async (product: number) =>
  (await variantsOf(products, product))[0] ?? { id: '', available: 0 };

const selection = `... on VariantStockAdjustSuccess { variant { quantityAvailable } }
    ... on InsufficientStockError { quantityAvailable } ... on VariantNotFoundError { variantId }`;

const send = (viewer: TestViewer | null, input: object) =>
  mutate(products, viewer, { name: 'variantStockAdjust', input, selection });
describe('variantStockAdjust', () => {
  it('adds and takes pieces, and announces it to the other domains', async () => {
    const { id: variantId, available } = await firstVariantOf(2);
    const adjust = (delta: number) => send(staff, { variantId, delta, idempotencyKey: uuidv7() });
    expect(await adjust(7)).toMatchObject({ variant: { quantityAvailable: available + 7 } });
    expect(await adjust(-available - 4)).toMatchObject({ variant: { quantityAvailable: 3 } });
    const announced = () =>
      others.seen.filter(({ type, key }) => type === stockChanged.type && key === variantId);
    await waitFor(() => announced().some(({ data }) => (data as { available: number }).available === 3), {
      describe: announced,
    });
  });

  it('is done once per key, however often and at once it is sent', async () => {
    const { id: variantId, available } = await firstVariantOf(3);
    const input = { variantId, delta: 5, idempotencyKey: uuidv7() };
    const results = await Promise.all(Array.from({ length: 6 }, () => send(staff, input)));
    for (const result of results)
      expect(result).toMatchObject({ variant: { quantityAvailable: available + 5 } });
    expect(await send(staff, { ...input, delta: 6 })).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
    });
    const otherStaff = { id: uuidv7(), role: 'STAFF' } as const;
    expect(await send(otherStaff, input)).toMatchObject({
      variant: { quantityAvailable: available + 10 },
    });
  });

  it('takes no more than there is, and leaves the key free', async () => {
    const { id: variantId, available } = await firstVariantOf(4);
    const idempotencyKey = uuidv7();
    const adjust = (delta: number) => send(staff, { variantId, idempotencyKey, delta });
    expect(await adjust(-available - 1)).toMatchObject({
      __typename: 'InsufficientStockError',
      quantityAvailable: available,
    });
    expect(await adjust(-available)).toMatchObject({ variant: { quantityAvailable: 0 } });
  });

  it('refuses what means nothing', async () => {
    const { id: variantId } = await firstVariantOf(4);
    const adjust = (input: object) =>
      send(staff, { variantId, delta: 1, idempotencyKey: 'a key of a test', ...input });
    for (const delta of [0, 2_000_000_000]) {
      expect(await adjust({ delta })).toMatchObject({ __typename: 'InvalidInputError' });
    }
    for (const idempotencyKey of ['', 'a key7!', 'x'.repeat(256), 'a key with a\ttab'])
      expect(await adjust({ idempotencyKey })).toEqual({ code: 'BAD_USER_INPUT' });
    expect(await adjust({ variantId: 'not a uuid' })).toMatchObject({ __typename: 'VariantNotFoundError' });
    expect(await adjust({ variantId: uuidv7() })).toMatchObject({ __typename: 'VariantNotFoundError' });
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
    [{ role: 'GUEST' }, 'FORBIDDEN'],
  ] as const)('is for staff, not for %j', async (viewer, code) => {
    const { id: variantId } = await firstVariantOf(0);
    expect(await send(viewer, { variantId, delta: 1, idempotencyKey: uuidv7() })).toEqual({ code });
  });
});

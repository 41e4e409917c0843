import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCart, mutate, newCustomer, newGuest, type KnownViewer } from '../../test/operations.ts';
import { keptPromotion } from '../../test/sample-promotions.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { findCarts } from '../cart/door.ts';
import { raisePriceTerms } from '../price-terms/door.ts';
import { collect, erase } from '../personal-data/use-cases.ts';
import { reserveUses } from '../promotions/door.ts';
import { insertCodes } from '../promotions/repository/codes.ts';
import { insertPromotion } from '../promotions/repository/promotions.ts';
import type { KeptPromotion } from '../promotions/rules/kept-promotion.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const dayMs = 86_400_000;
const fromNow = (days: number) => new Date(Date.now() + days * dayMs);

/** A code of a promotion of its own. */
async function codeOf(
  more: Partial<KeptPromotion> = {},
  { customerId = null }: { readonly customerId?: string | null } = {},
) {
  const [promotionId, codeId] = [uuidv7(), uuidv7()];
  const code = `CODE-${codeId.slice(-12).toUpperCase()}`;
  const about = { batchId: uuidv7(), customerId, usageLimit: null, usedCount: 0, createdAt: new Date() };
  await carts.database.transaction(async (tx) => {
    await insertPromotion(
      tx,
      keptPromotion({ id: promotionId, needsCode: true, startsAt: fromNow(-9), ...more }),
    );
    await raisePriceTerms(tx);
    await insertCodes(tx, [{ id: codeId, promotionId, code, ...about }]);
  });
  // What a process holds of promotions is a second old at most.
  carts.clock.advanceMinutes(1);
  return { promotionId, code };
}

const cartOf = async (viewer: KnownViewer) =>
  (await createCart(carts, viewer, { [await knowVariant(carts.database)]: 1 })).id;

const enter = (viewer: KnownViewer, cartId: string, discountCodes: readonly string[]) =>
  mutate(carts, viewer, 'cartDiscountCodesUpdate', { cartId, discountCodes });

interface Seen {
  readonly code: string;
  readonly isApplicable: boolean;
  readonly refusal: string | null;
  readonly message: string | null;
}

async function seen(viewer: KnownViewer, cartId: string, headers = {}): Promise<readonly Seen[] | undefined> {
  const { data } = await carts.graphql<{ cart: { discountCodes: readonly Seen[] } | null }>(
    viewer,
    'query ($cartId: ID!) { cart(id: $cartId) { discountCodes { code isApplicable refusal message } } }',
    { cartId },
    headers,
  );
  return data.cart?.discountCodes;
}

const refusals = async (viewer: KnownViewer, cartId: string) =>
  (await seen(viewer, cartId))?.map(({ refusal }) => refusal);

describe('codes that buyers enter', () => {
  it('are kept as they were written, each with why it does nothing, in the reader’s language', async () => {
    const viewer = newGuest();
    const cartId = await cartOf(viewer);
    const { code } = await codeOf();
    const entered = await enter(viewer, cartId, [` ${code.toLowerCase()} `, code, 'no-such-code']);
    expect(entered.__typename).toBe('CartSuccess');
    expect(await seen(viewer, cartId, { 'accept-language': 'de' })).toEqual([
      { code: code.toLowerCase(), isApplicable: true, refusal: null, message: null },
      {
        ...{ code: 'no-such-code', isApplicable: false, refusal: 'NOT_FOUND' },
        message: 'Diesen Code gibt es nicht. Bitte prüfen Sie, wie er geschrieben wird.',
      },
    ]);
    await enter(viewer, cartId, []);
    expect(await seen(viewer, cartId)).toEqual([]);
    expect(await enter(newGuest(), cartId, [code])).toMatchObject({ __typename: 'CartNotFoundError' });
  });

  it('say why they cannot be used', async () => {
    const viewer = newCustomer();
    const cartId = await cartOf(viewer);
    const wanted = [
      await codeOf({ endsAt: fromNow(-1) }),
      await codeOf({ startsAt: fromNow(1) }),
      await codeOf({ usageLimit: 1 }),
      await codeOf({}, { customerId: uuidv7() }),
      await codeOf({ isEnabled: false }),
      await codeOf({}, { customerId: viewer.id }),
    ];
    const used = wanted[2]?.promotionId ?? '';
    const order = { orderId: uuidv7(), customerId: uuidv7(), guestKey: null };
    await carts.database.transaction((tx) =>
      reserveUses(tx, [{ ...order, uses: [{ promotionId: used, code: null }] }]),
    );
    await enter(
      viewer,
      cartId,
      wanted.map(({ code }) => code),
    );
    const expected = ['ENDED', 'NOT_BEGUN', 'USED_UP', 'NOT_FOR_BUYER', 'NOT_FOUND', null];
    expect(await refusals(viewer, cartId)).toEqual(expected);
    const [found] = await findCarts(carts.database.statements, [cartId]);
    expect(found?.cart.enteredCodes.map(({ promotionId }) => promotionId)).toEqual(
      wanted.map(({ promotionId }, nth) => (nth === 4 ? null : promotionId)),
    );
  });

  it('are used up for a buyer who has used them as often as they may, but not for the order that did', async () => {
    const viewer = newCustomer();
    const cartId = await cartOf(viewer);
    const { code, promotionId } = await codeOf({ usageLimitPerCustomer: 1 });
    await enter(viewer, cartId, [code]);
    const orderId = uuidv7();
    const uses = [{ promotionId, code }];
    await carts.database.transaction((tx) =>
      reserveUses(tx, [{ orderId, customerId: viewer.id, guestKey: null, uses }]),
    );
    expect(await refusals(viewer, cartId)).toEqual(['USED_UP']);
    await carts.database.statements
      .updateTable('carts')
      .set({
        status: 'CHECKING_OUT',
        frozenForOrder: orderId,
        frozenAt: new Date(),
        frozenSnapshot: '{"lines":[]}' as never,
      })
      .where('id', '=', cartId)
      .execute();
    const [found] = await findCarts(carts.database.statements, [cartId]);
    expect(found?.cart.enteredCodes).toMatchObject([{ code, refusal: null }]);
  });

  it('go into the customer’s cart with a guest’s, not into a copy, and into an export', async () => {
    const [guest, customer] = [newGuest(), newCustomer()];
    const [own, others] = [await codeOf(), await codeOf()];
    const cartId = await cartOf(customer);
    await enter(customer, cartId, [own.code]);
    await enter(guest, await cartOf(guest), [others.code, own.code]);
    const signedIn = { ...customer, guestId: guest.id };
    expect((await seen(signedIn, cartId))?.map(({ code }) => code)).toEqual([own.code, others.code]);
    expect(await collect(carts.database.statements, [customer.id])).toMatchObject({
      carts: [{ discountCodes: [own.code, others.code] }],
    });
  });

  it('that are a customer’s own go with them, and their uses are nobody’s', async () => {
    const customer = newCustomer();
    const { code, promotionId } = await codeOf({}, { customerId: customer.id });
    const order = { orderId: uuidv7(), customerId: customer.id, guestKey: null };
    await carts.database.transaction((tx) => reserveUses(tx, [{ ...order, uses: [{ promotionId, code }] }]));
    const title = 'Ten percent off';
    expect(await collect(carts.database.statements, [customer.id])).toMatchObject({
      promotions: {
        codes: [{ title, code, usedCount: 1 }],
        uses: [{ orderId: order.orderId, title, code }],
        counts: [{ title, usedCount: 1 }],
      },
    });
    await carts.database.transaction((tx) => erase(tx, [customer.id], new Date()));
    const { statements } = carts.database;
    const left = [
      await statements.selectFrom('promotionCodes').select('id').where('code', '=', code).execute(),
      await statements
        .selectFrom('promotionBuyers')
        .select('buyerKey')
        .where('buyerKey', '=', customer.id)
        .execute(),
    ];
    expect(left).toEqual([[], []]);
    const uses = statements.selectFrom('promotionUses').select('buyerKey');
    expect(await uses.where('promotionId', '=', promotionId).execute()).toEqual([{ buyerKey: null }]);
  });

  it('cannot be guessed: after twenty that there are not, nobody is told of another for a while', async () => {
    const viewer = newGuest();
    const cartId = await cartOf(viewer);
    const { code } = await codeOf();
    for (const round of [1, 2])
      await enter(
        viewer,
        cartId,
        Array.from({ length: 10 }, (_, nth) => `guess-${round}-${nth}`),
      );
    const query = `mutation ($input: CartDiscountCodesUpdateInput!) { cartDiscountCodesUpdate(input: $input) { __typename } }`;
    const ask = (discountCodes: readonly string[]) =>
      carts.graphql<object>(viewer, query, { input: { cartId, discountCodes } });
    expect((await ask([code])).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect((await ask(['guess-2-1'])).errors).toBeUndefined();
    carts.clock.advanceMinutes(10);
    expect((await ask([code])).errors).toBeUndefined();
    expect(await refusals(viewer, cartId)).toEqual([null]);
  });
});

import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { inTurns } from '../support/in-turns.ts';
import { mutate } from '../support/mutate.ts';
import { currentCart, fillCart, findVariant, guest, place, placeInput } from '../support/shopper.ts';
import { adjustStock, setPrice, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
const buyers = 200;
const budget = 50;

interface Ending {
  readonly status: string;
  readonly cancellation: { readonly reason: string; readonly cancelledAt: string | null } | null;
}

async function endingOf(buyer: GraphqlClient, id: string): Promise<Ending> {
  const read = () =>
    buyer.ask<{ order: Ending }>(
      'query ($id: ID!) { order(id: $id) { status cancellation { reason cancelledAt } } }',
      { id },
    );
  let order: Ending | undefined;
  await expect
    .poll(async () => ({ order } = await read()).order.status, { timeout: 60_000, interval: 500 })
    .toMatch(/CONFIRMED|CANCELLED/);
  return order as Ending;
}

async function shown(slug: string, variantId: string) {
  const { product } = await visitor.ask<{
    product: {
      variants: { id: string; price: { amount: string }; flashOffer: { remainingShare: number } | null }[];
    };
  }>(
    'query ($slug: String!) { product(slug: $slug) { variants { id price(currency: EUR) { amount } flashOffer { remainingShare } } } }',
    { slug },
  );
  const variant = product.variants.find(({ id }) => id === variantId);
  return { price: variant?.price.amount, offer: variant?.flashOffer };
}

it(
  'of 200 buyers who want one of 50 pieces exactly 50 get one, and the others are told why',
  { timeout: 300_000 },
  async () => {
    const staff = await staffClient(graphqlUrl);
    const { slug, id: variantId } = await findVariant(visitor, 20, 53);
    await adjustStock(staff, variantId, 500);
    await setPrice(staff, variantId, '80.00');
    const price = { amount: '19.00', currencyCode: 'EUR' };
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const { flashOffer } = await mutate<{ flashOffer: { id: string } }>(staff, {
      name: 'flashOfferCreate',
      input: { variantId, price, endsAt, budget, limitPerCustomer: 1 },
      select: '__typename ... on FlashOfferCreateSuccess { flashOffer { id } }',
    });
    await expect.poll(() => shown(slug, variantId)).toEqual({ price: '19.00', offer: { remainingShare: 1 } });
    await using live = visitor.subscribe<{ flashOfferChanged: { offer: { remainingShare: number } | null } }>(
      'subscription ($variantId: ID!) { flashOfferChanged(variantId: $variantId) { offer { remainingShare } } }',
      { variantId },
    );

    const carts = await inTurns(Array.from({ length: buyers }), async () => {
      const buyer = await guest(graphqlUrl);
      const { id } = await fillCart(buyer, [{ variantId, quantity: 1 }]);
      await expect.poll(async () => (await currentCart(buyer, id))?.cost.subtotal.amount).toBe('19.00');
      return { buyer, cart: await currentCart(buyer, id) };
    });
    const reasons = await inTurns(carts, async ({ buyer, cart }) => {
      if (cart === null) throw new Error('The cart is gone.');
      const { __typename, order } = await place(buyer, placeInput(cart));
      if (order === undefined) return __typename; // the offer is over, and the cart costs more by now
      const { status, cancellation } = await endingOf(buyer, order.id);
      return cancellation?.reason ?? status;
    });
    expect(reasons.filter((reason) => reason === 'CONFIRMED')).toHaveLength(budget);
    const losers = new Set(reasons.filter((reason) => reason !== 'CONFIRMED'));
    expect(['OFFER_SOLD_OUT', 'PriceChangedError']).toEqual(expect.arrayContaining([...losers]));

    // All of it is sold: the offer is over, and who follows it is told so.
    const told = await live.until(({ flashOfferChanged }) => flashOfferChanged.offer === null);
    expect(told[0]?.flashOfferChanged.offer?.remainingShare).toBe(1);
    await expect.poll(() => shown(slug, variantId)).toEqual({ price: '80.00', offer: null });
    const { flashOffers } = await staff.ask<{ flashOffers: { nodes: object[] } }>(
      'query ($ids: [ID!]) { flashOffers(filters: { variantIds: $ids }, sort: NEWEST) { nodes { id status budget sold reserved } } }',
      { ids: [variantId] },
    );
    expect(flashOffers.nodes[0]).toEqual({
      id: flashOffer.id,
      status: 'ENDED',
      budget,
      sold: budget,
      reserved: 0,
    });
  },
);

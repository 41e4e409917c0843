import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  address,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  register,
  type Cart,
} from '../support/shopper.ts';
import { exemptFromTax, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');

interface Made {
  readonly id: string;
  readonly publication: { readonly version: number };
  readonly variants: readonly { readonly id: string }[];
}

/** A book that is for sale for 10.70 €, of which 0.70 are tax in Germany. @returns the id of its variant */
async function newBook(staff: GraphqlClient): Promise<string> {
  const { slug } = await findVariant(staff, 10);
  const { product: other } = await staff.ask<{ product: { category: { id: string } } }>(
    'query ($slug: String!) { product(slug: $slug) { category { id } } }',
    { slug },
  );
  const prices = [{ price: { amount: '10.70', currencyCode: 'EUR' } }];
  const made = 'product { id publication { version } variants { id } }';
  const { product } = await mutate<{ product: Made }>(staff, {
    name: 'productCreate',
    input: {
      ...{ name: 'Book of trees', brand: 'Books', categoryId: other.category.id, taxClass: 'BOOKS' },
      variants: [{ sku: `BOOK-${randomUUID().slice(0, 8)}`, prices, stock: 50 }],
    },
    select: `... on ProductCreateSuccess { ${made} } ... on UserError { message }`,
  });
  const { version } = product.publication;
  await mutate(staff, {
    name: 'productStatusUpdate',
    input: { id: product.id, version, status: 'PUBLISHED' },
    select: '__typename',
  });
  return product.variants[0]?.id ?? '';
}

interface TaxLine {
  readonly rate: string;
  readonly net: { readonly amount: string };
  readonly tax: { readonly amount: string };
}

type Taxed = Pick<Cart, 'deliveryOptions'> & {
  readonly lines: readonly { readonly taxRate: string }[];
  readonly cost: Cart['cost'] & {
    readonly taxLines: readonly TaxLine[];
    readonly exemptTax: { readonly amount: string };
  };
};

/** The cart as it is once it goes to Germany by the standard way. */
async function sentToGermany(buyer: GraphqlClient, cartId: string): Promise<Taxed> {
  await mutate(buyer, {
    name: 'cartBuyerIdentityUpdate',
    input: { cartId, buyerIdentity: { shippingAddress: address } },
    select: '__typename',
  });
  const { cart } = await mutate<{ cart: Taxed }>(buyer, {
    name: 'cartDeliveryOptionSelect',
    input: { cartId, code: 'standard' },
    select: `... on CartSuccess { cart { lines { taxRate }
      deliveryOptions { code price { amount currencyCode } cartTotal { amount currencyCode } }
      cost { subtotal { amount currencyCode } total { gross { amount currencyCode } }
        taxLines { rate net { amount } tax { amount } } exemptTax { amount } } } }`,
  });
  return cart;
}

async function taxesOf(buyer: GraphqlClient, id: string) {
  const { order } = await buyer.ask<{
    order: { total: { gross: { amount: string } }; taxLines: readonly TaxLine[] };
  }>(
    `query ($id: ID!) { order(id: $id) { total { gross { amount } }
      taxLines { rate net { amount } tax { amount } } } }`,
    { id },
  );
  return order;
}

it('a book has its own rate beside what has the standard one, in the cart and in its order', async () => {
  const staff = await staffClient(graphqlUrl);
  const book = await newBook(staff);
  const buyer = await guest(graphqlUrl);
  const { id: other } = await findVariant(buyer, 10);
  const lines = [
    { variantId: book, quantity: 2 },
    { variantId: other, quantity: 1 },
  ];
  const filled: Cart[] = [];
  const fill = async () => filled.push(await fillCart(buyer, lines));
  await expect.poll(() => fill().catch(() => 0), { timeout: 20_000 }).toBe(1);
  const [cart] = filled;
  if (cart === undefined) throw new Error('There is no cart');
  const rates = async () => (await sentToGermany(buyer, cart.id)).lines.map(({ taxRate }) => taxRate);
  await expect.poll(rates).toEqual(['7', '19']);
  const taxed = await sentToGermany(buyer, cart.id);
  expect(taxed.cost.taxLines.map(({ rate }) => rate)).toEqual(['19', '7']);
  expect(taxed.cost.taxLines[1]).toEqual({ rate: '7', net: { amount: '20.00' }, tax: { amount: '1.40' } });

  const { id } = await placeOrder(buyer, placeInput({ ...cart, ...taxed, lines: cart.lines }));
  await followToEnd(buyer, id);
  const order = await taxesOf(buyer, id);
  expect(order.taxLines).toEqual(taxed.cost.taxLines);
  expect(order.total.gross.amount).toBe(taxed.cost.total.gross.amount);
});

it('who pays no tax pays what prices are without it', async () => {
  const visitor = await guest(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 10);
  const cart = await fillCart(visitor, [{ variantId, quantity: 1 }]);
  const buyer = await register(visitor);
  const { me } = await buyer.ask<{ me: { id: string } }>('{ me { id } }');
  const before = await sentToGermany(buyer, cart.id);
  await exemptFromTax(await staffClient(graphqlUrl), me.id, `Embassy ${randomUUID()}`);
  const taxed = await sentToGermany(buyer, cart.id);
  const [full, exempt] = [before, taxed].map(({ cost }) => Number(cost.total.gross.amount));
  expect(taxed.cost.taxLines).toMatchObject([{ rate: '0', tax: { amount: '0.00' } }]);
  expect((full ?? 0) - (exempt ?? 0)).toBeCloseTo(Number(taxed.cost.exemptTax.amount), 2);
  expect(exempt).toBeLessThan(full ?? 0);
  const { id } = await placeOrder(buyer, placeInput({ ...cart, ...taxed, lines: cart.lines }));
  await followToEnd(buyer, id);
  expect((await taxesOf(buyer, id)).total.gross.amount).toBe(taxed.cost.total.gross.amount);
});

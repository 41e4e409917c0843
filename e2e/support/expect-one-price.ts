import { formatMoney } from '@cartwright/languages';
import { toDecimal, type CurrencyCode } from '@cartwright/money';
import { expect } from 'vitest';
import { chooseDelivery } from './choose-delivery.ts';
import { graphqlClient, type GraphqlClient } from './graphql-client.ts';
import { ledgerOf } from './ledger.ts';
import { mailTo } from './mailbox.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder, type Cart } from './shopper.ts';

/** Where a store is shopped at, where its mails arrive, and who takes its payments. */
interface Shop {
  readonly graphqlUrl: string;
  readonly mailboxUrl: string;
  readonly simulatorUrl: string;
}

/** A cart with pieces of one variant, and whose it is. */
interface Purchase {
  readonly buyer: GraphqlClient;
  readonly cart: Cart;
  /** Of the variant's product. */
  readonly slug: string;
}

/** What is paid for. */
interface Paying {
  readonly currencyCode: CurrencyCode;
  readonly delivery: string;
  /** Left out, a guest buys two pieces of something. */
  readonly purchase?: Purchase;
}

/** Buys in a currency, and expects the product, the cart, the order, the receipt, the payment, its provider and the mail to show one price. */
export async function expectOnePrice(
  { graphqlUrl, mailboxUrl, simulatorUrl }: Shop,
  { currencyCode, delivery, purchase }: Paying,
): Promise<void> {
  const { buyer, cart, slug } = purchase ?? (await twoOfSomething(graphqlUrl, currencyCode));
  const email = `buyer-${crypto.randomUUID()}@example.com`;
  const shown = await chooseDelivery(buyer, cart.id, delivery);
  const decimal = (amountMinor: number): string => toDecimal(amountMinor, currencyCode);
  const unitPrice = { amount: decimal(shown.subtotalMinor / cart.totalQuantity) };
  expect(await priceOf(buyer, { slug, cart, currencyCode })).toEqual(unitPrice);

  const order = await placeOrder(buyer, { ...placeInput(cart, 'sim_ok', delivery), email });
  await followToEnd(buyer, order.id);
  const taxed = 'total { gross { amount currencyCode } net { amount } tax { amount } }';
  const { order: paid } = await buyer.ask<{ order: unknown }>(
    `query ($id: ID!) {
    order(id: $id) { currencyCode subtotal { amount } shipping { amount } lines { unitPrice { amount } } ${taxed}
      receipt { ${taxed} } payment { amount { amount currencyCode } } } }`,
    { id: order.id },
  );
  const gross = { amount: decimal(shown.totalMinor), currencyCode };
  const total = {
    gross,
    net: { amount: decimal(shown.totalMinor - shown.taxMinor) },
    tax: { amount: decimal(shown.taxMinor) },
  };
  expect(paid).toEqual({
    currencyCode,
    subtotal: { amount: decimal(shown.subtotalMinor) },
    shipping: { amount: decimal(shown.shippingMinor) },
    lines: [{ unitPrice }],
    total,
    receipt: { total },
    payment: { amount: gross },
  });
  expect(await ledgerOf(simulatorUrl, [order.id])).toMatchObject([{ capturedMinor: shown.totalMinor }]);
  const mail = await mailTo(mailboxUrl, email, 'confirmed');
  expect(mail.text).toContain(`Total: ${formatMoney('en', shown.totalMinor, currencyCode)}`);
  expect(mail.text).toContain(`Tax included: ${formatMoney('en', shown.taxMinor, currencyCode)}`);
}

async function twoOfSomething(graphqlUrl: string, currencyCode: CurrencyCode): Promise<Purchase> {
  const buyer = await guest(graphqlUrl);
  const { id: variantId, slug } = await findVariant(graphqlClient(graphqlUrl), 10, 7);
  return { buyer, cart: await fillCart(buyer, [{ variantId, quantity: 2 }], currencyCode), slug };
}

interface Priced {
  readonly id: string;
  readonly quantityPrices: readonly { readonly minimumQuantity: number; readonly price: object }[];
}

/** What the page of the product says that a piece costs of as many as are in the cart. */
async function priceOf(
  buyer: GraphqlClient,
  { slug, cart, currencyCode }: Pick<Purchase, 'slug' | 'cart'> & { readonly currencyCode: CurrencyCode },
): Promise<object | undefined> {
  const { product } = await buyer.ask<{ product: { variants: readonly Priced[] } }>(
    `query ($slug: String!, $currency: CurrencyCode!) { product(slug: $slug) { variants { id
      quantityPrices(currency: $currency) { minimumQuantity price { amount } } } } }`,
    { slug, currency: currencyCode },
  );
  const variant = product.variants.find(({ id }) => id === cart.lines[0]?.variant.id);
  return variant?.quantityPrices.findLast(({ minimumQuantity }) => minimumQuantity <= cart.totalQuantity)
    ?.price;
}

import { formatMoney } from '@cartwright/languages';
import { toDecimal, type CurrencyCode } from '@cartwright/money';
import { expect } from 'vitest';
import { chooseDelivery } from './choose-delivery.ts';
import { graphqlClient } from './graphql-client.ts';
import { mailTo } from './mailbox.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from './shopper.ts';

/** Where a store is shopped at, and where its mails arrive. */
interface Shop {
  readonly graphqlUrl: string;
  readonly mailboxUrl: string;
}

/** Buys in a currency, and expects the cart, the order, the receipt, the payment and the mail to show one price. */
export async function expectOnePrice(
  { graphqlUrl, mailboxUrl }: Shop,
  { currencyCode, delivery }: { readonly currencyCode: CurrencyCode; readonly delivery: string },
): Promise<void> {
  const buyer = await guest(graphqlUrl);
  const email = `buyer-${crypto.randomUUID()}@example.com`;
  const variant = await findVariant(graphqlClient(graphqlUrl), 10, 7);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 2 }], currencyCode);
  const shown = await chooseDelivery(buyer, cart.id, delivery);
  const order = await placeOrder(buyer, { ...placeInput(cart, 'sim_ok', delivery), email });
  await followToEnd(buyer, order.id);
  const taxed = 'total { gross { amount currencyCode } net { amount } tax { amount } }';
  const { order: paid, catalogue } = await buyer.ask<{ order: unknown; catalogue: unknown }>(
    `query ($id: ID!, $slug: String!, $currency: CurrencyCode!) {
    order(id: $id) { currencyCode subtotal { amount } shipping { amount } lines { unitPrice { amount } } ${taxed}
      receipt { ${taxed} } payment { amount { amount currencyCode } } }
    catalogue: product(slug: $slug) { variants { id price(currency: $currency) { amount } } } }`,
    { id: order.id, slug: variant.slug, currency: currencyCode },
  );
  const decimal = (amountMinor: number): string => toDecimal(amountMinor, currencyCode);
  const gross = { amount: decimal(shown.totalMinor), currencyCode };
  const total = {
    gross,
    net: { amount: decimal(shown.totalMinor - shown.taxMinor) },
    tax: { amount: decimal(shown.taxMinor) },
  };
  const unitPrice = { amount: decimal(shown.subtotalMinor / 2) };
  expect(paid).toEqual({
    currencyCode,
    subtotal: { amount: decimal(shown.subtotalMinor) },
    shipping: { amount: decimal(shown.shippingMinor) },
    lines: [{ unitPrice }],
    total,
    receipt: { total },
    payment: { amount: gross },
  });
  const prices = (catalogue as { variants: { id: string; price: unknown }[] }).variants;
  expect(prices.find(({ id }) => id === variant.id)?.price).toEqual(unitPrice);
  const mail = await mailTo(mailboxUrl, email, 'confirmed');
  expect(mail.text).toContain(`Total: ${formatMoney('en', shown.totalMinor, currencyCode)}`);
  expect(mail.text).toContain(`Tax included: ${formatMoney('en', shown.taxMinor, currencyCode)}`);
}

import type { Mutation } from '@cartwright/mutations';

const carts = 'subgraphs/carts/src';
const orders = 'subgraphs/orders/src';
const payments = 'subgraphs/payments/src';

/** Faults in prices: amounts, currencies, taxes, and how they are shown. */
export const priceMutations: readonly Mutation[] = [
  {
    name: 'everything is charged in EUR',
    file: `${orders}/checkout/rules/checkout-messages.ts`,
    replace: '    currency: order.currency,\n',
    by: "    currency: 'EUR',\n",
  },
  {
    name: 'the provider is asked for EUR, whatever the currency',
    file: `${payments}/charging/use-cases/ask-provider.ts`,
    replace:
      'const details = { orderReference: orderId, amountMinor, currency, token: methodToken, returnUrl };',
    by: "const details = { orderReference: orderId, amountMinor, currency: currency && 'EUR', token: methodToken, returnUrl };",
  },
  {
    name: 'less is captured than was authorised',
    file: `${payments}/charging/use-cases/ask-provider.ts`,
    replace: 'provider.capture({ ...request, amountMinor })',
    by: 'provider.capture({ ...request, amountMinor: amountMinor - 1 })',
  },
  {
    name: 'more is captured than was authorised',
    file: `${payments}/charging/use-cases/ask-provider.ts`,
    replace: 'provider.capture({ ...request, amountMinor })',
    by: 'provider.capture({ ...request, amountMinor: amountMinor + 1 })',
  },
  {
    name: 'less is refunded than was captured',
    file: `${payments}/charging/use-cases/ask-provider.ts`,
    replace: 'provider.refund({ ...request, amountMinor })',
    by: 'provider.refund({ ...request, amountMinor: amountMinor - 1 })',
  },
  {
    name: 'more is refunded than was captured',
    file: `${payments}/charging/use-cases/ask-provider.ts`,
    replace: 'provider.refund({ ...request, amountMinor })',
    by: 'provider.refund({ ...request, amountMinor: 2 * amountMinor })',
  },
  {
    name: 'a payment forgets the tax',
    file: `${orders}/checkout/rules/checkout-messages.ts`,
    replace: 'taxMinor: order.taxMinor',
    by: 'taxMinor: 0',
  },
  {
    name: 'an order forgets the tax',
    file: `${orders}/placing/rules/new-order.ts`,
    replace: 'taxMinor: cart.taxMinor',
    by: 'taxMinor: 0',
  },
  {
    name: 'an order is in EUR, whatever its cart was in',
    file: `${orders}/placing/rules/new-order.ts`,
    replace: 'currency: cart.currency as StoreCurrency',
    by: "currency: 'EUR'",
  },
  {
    name: 'a half of a cent of tax is rounded to even',
    file: `${carts}/taxes/rules/tax-basket.ts`,
    replace: '(pricesIncludeTax ? splitGross : addTax)(amountMinor, rateBasisPoints)',
    by: "(pricesIncludeTax ? splitGross : addTax)(amountMinor, rateBasisPoints, 'half-even')",
  },
  {
    name: 'the tax is that of Germany for everybody',
    file: `${carts}/pricing/rules/goods-of.ts`,
    replace: 'place = { currency, countryCode, region,',
    by: "place = { currency, countryCode: countryCode && 'DE', region,",
  },
  {
    name: 'delivery costs as much in one currency as in the other',
    file: `${carts}/pricing/rules/quote-basket.ts`,
    replace: 'deliveryOptionsFor({ currency, subtotalMinor, countryCode: buyer.countryCode })',
    by: "deliveryOptionsFor({ currency: currency && 'EUR', subtotalMinor, countryCode: buyer.countryCode })",
  },
  {
    name: 'delivery is not in the total',
    file: `${carts}/pricing/rules/price-cart.ts`,
    replace: 'taxBasket({ goods, deliveryMinor: rests.shippingMinor }, taxTerms)',
    by: 'taxBasket({ goods, deliveryMinor: rests.shippingMinor && 0 }, taxTerms)',
  },
  {
    name: 'tax is rounded for each line',
    file: `${carts}/taxes/rules/tax-basket.ts`,
    replace: "if (terms.rounding === 'LINE') {",
    by: "if (terms.rounding !== 'LINE') {",
  },
  {
    name: 'delivery is not taxed',
    file: `${carts}/taxes/rules/tax-basket.ts`,
    replace: 'rateBasisPoints: terms.deliveryRateBasisPoints }',
    by: 'rateBasisPoints: terms.deliveryRateBasisPoints && 0 }',
  },
  {
    name: 'what is frozen comes to another subtotal than its lines',
    file: `${carts}/pricing/rules/to-cart-price.ts`,
    replace: '    subtotalMinor,\n    discountMinor:',
    by: '    subtotalMinor: subtotalMinor + 1,\n    discountMinor:',
  },
  {
    name: 'delivery is free from another amount on',
    file: `${carts}/delivery/rules/delivery-options.ts`,
    replace: 'freeFromMinor !== null && subtotalMinor >= freeFromMinor',
    by: 'subtotalMinor > 4000',
  },
  {
    name: 'a frozen line is charged once, whatever its quantity',
    file: `${carts}/freezing/rules/decide-freeze.ts`,
    replace: 'const totalMinor = lineTotalMinor({ unitPriceMinor, quantity });',
    by: 'const totalMinor = lineTotalMinor({ unitPriceMinor, quantity: Math.min(1, quantity) });',
  },
  {
    name: 'a cart is frozen at another total than the buyer saw',
    file: `${carts}/freezing/rules/decide-freeze.ts`,
    replace: 'if (totalMinor !== request.expectedTotalMinor || currency !== request.currency) {',
    by: 'if (currency !== request.currency) {',
  },
  {
    name: 'a cart is frozen in another currency than the buyer saw',
    file: `${carts}/freezing/rules/decide-freeze.ts`,
    replace: 'if (totalMinor !== request.expectedTotalMinor || currency !== request.currency) {',
    by: 'if (totalMinor !== request.expectedTotalMinor) {',
  },
  {
    name: 'the mail shows the subtotal as the total',
    file: 'subgraphs/notifications/src/announcing/rules/order-content.ts',
    replace: 'total: money(order.totalMinor)',
    by: 'total: money(order.subtotalMinor)',
  },
  {
    name: 'the mail shows EUR, whatever the currency',
    file: 'subgraphs/notifications/src/announcing/rules/order-content.ts',
    replace: 'words.money(minor, order.currency)',
    by: "words.money(minor, 'EUR')",
  },
];

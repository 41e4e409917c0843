import { toMoney, toTaxedMoney } from '@cartwright/graph';
import { requestedLanguage } from '@cartwright/languages';
import { toPercent, type StoreCurrency } from '@cartwright/money';
import type { Resolvers } from '../generated/graphql.ts';
import { titleIn } from '../promotions/door.ts';
import type { CartPrice, LineDiscount } from './rules/cart-price.ts';
import { discountedPieces } from './rules/discounted-pieces.ts';

/** How many discounts that a cart does not have yet are told. */
const maxNextDiscounts = 10;

/** What pricing adds to a cart. */
export const resolvers = {
  Cart: {
    cost: ({ price, cart: { currency } }) => costOf(price, currency),
    promotions: ({ price, cart: { currency } }, _args, { request: { headers } }) =>
      price.promotions.map((promotion) => {
        const { promotionId, code, class: of, amountMinor } = promotion;
        const title = titleIn(promotion, requestedLanguage(headers));
        return { promotionId, title, code, class: of, amount: toMoney(amountMinor, currency) };
      }),
    nextDiscounts: ({ nextDiscounts, cart: { currency } }, _args, { request: { headers } }) =>
      nextDiscounts.slice(0, maxNextDiscounts).map((next) => {
        const { missingMinor, missingQuantity } = next;
        const title = titleIn(next, requestedLanguage(headers));
        const missingAmount = missingMinor === null ? null : toMoney(missingMinor, currency);
        return { title, missingAmount, missingQuantity };
      }),
  },
  CartLine: {
    discounts: ({ discounts, quantity, currency }, _args, { request: { headers } }) =>
      discounts.map((discount) => {
        const title = titleIn(discount, requestedLanguage(headers));
        return toLineDiscount({ ...discount, title }, { quantity, currency });
      }),
    totalAfterDiscounts: ({ totalMinor, discounts, currency }) => {
      const off = discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      return toMoney(totalMinor - off, currency);
    },
    tax: ({ taxMinor, currency }) => toMoney(taxMinor, currency),
    taxRate: ({ taxRateBasisPoints }) => toPercent(taxRateBasisPoints),
  },
} satisfies Resolvers;

function costOf(
  { shippingMinor, taxMinor, totalMinor, ...price }: Omit<CartPrice, 'lines'>,
  currency: StoreCurrency,
) {
  const total = { grossMinor: totalMinor, netMinor: totalMinor - taxMinor, taxMinor };
  return {
    subtotal: toMoney(price.subtotalMinor, currency),
    discount: toMoney(price.discountMinor, currency),
    shipping: shippingMinor === null ? null : toMoney(shippingMinor, currency),
    shippingDiscount: toMoney(price.shippingDiscountMinor, currency),
    tax: toMoney(taxMinor, currency),
    taxLines: price.taxLines.map(({ rateBasisPoints, ...line }) => {
      return {
        rate: toPercent(rateBasisPoints),
        net: toMoney(line.netMinor, currency),
        tax: toMoney(line.taxMinor, currency),
      };
    }),
    pricesIncludeTax: price.pricesIncludeTax,
    exemptTax: toMoney(price.exemptTaxMinor, currency),
    total: toTaxedMoney(total, currency),
  };
}

function toLineDiscount(
  { title, code, amountMinor }: LineDiscount,
  { quantity, currency }: { readonly quantity: number; readonly currency: StoreCurrency },
) {
  const perPiece = discountedPieces(amountMinor, quantity).map((some) => {
    return { quantity: some.quantity, amount: toMoney(some.amountMinor, currency) };
  });
  return { title, code, amount: toMoney(amountMinor, currency), perPiece };
}

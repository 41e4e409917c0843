import { toMoney } from '@cartwright/graph';
import type { DeliveryOption, Resolvers } from '../generated/graphql.ts';
import type { CartRow } from '../graphql.ts';

/** What delivery adds to a cart. */
export const resolvers = {
  Cart: {
    deliveryOptions: (quoted) => quoted.deliveryOptions.map((option) => toDeliveryOption(option, quoted)),
    selectedDeliveryOption: (quoted) => {
      const selected = quoted.deliveryOptions.find(({ code }) => code === quoted.selectedDeliveryOption);
      return selected === undefined ? null : toDeliveryOption(selected, quoted);
    },
  },
} satisfies Resolvers;

function toDeliveryOption(
  { code, name, description, priceMinor, basketTotalMinor }: CartRow['deliveryOptions'][number],
  { cart: { currency } }: CartRow,
): DeliveryOption {
  const [price, cartTotal] = [toMoney(priceMinor, currency), toMoney(basketTotalMinor, currency)];
  return { code, name, description, price, cartTotal };
}

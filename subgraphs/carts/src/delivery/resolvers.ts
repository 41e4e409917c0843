import { toMoney } from '@cartwright/graph';
import { negotiateLanguage, requestedLanguage, translateMessage } from '@cartwright/languages';
import type { DeliveryOption, Resolvers } from '../generated/graphql.ts';
import type { CartRow } from '../graphql.ts';
import { shippingCountries } from './rules/delivery-options.ts';

/** What delivery adds to a cart. */
export const resolvers = {
  Cart: {
    deliveryOptions: (quoted) => quoted.deliveryOptions.map((option) => toDeliveryOption(option, quoted)),
    selectedDeliveryOption: (quoted) => {
      const selected = quoted.deliveryOptions.find(({ code }) => code === quoted.selectedDeliveryOption);
      return selected === undefined ? null : toDeliveryOption(selected, quoted);
    },
  },
  DeliveryOption: {
    name: ({ name }, _args, { request: { headers } }) => translateMessage(name, requestedLanguage(headers)),
    description: ({ description }, _args, { request: { headers } }) =>
      translateMessage(description, requestedLanguage(headers)),
  },
  Shop: {
    shipsTo: (_shop, { countryCode, language }, { request: { headers } }) => {
      const only = countryCode?.toUpperCase() ?? null;
      return shippingCountries(language ?? negotiateLanguage(headers['accept-language']), only);
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

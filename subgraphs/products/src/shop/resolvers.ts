import { defaultLanguage, languages } from '@cartwright/languages';
import { storeCurrencies } from '@cartwright/money';
import type { Config } from '../config.ts';
import type { Resolvers } from '../generated/graphql.ts';

/** The shop itself. */
export function shopResolvers(config: Config) {
  const shop = shopOf(config);
  return {
    Query: { shop: () => shop },
    Shop: { __resolveReference: ({ id }) => (id === shop.id ? shop : null) },
  } satisfies Resolvers;
}

function shopOf({ SHOP_NAME, SHOP_URL, SHOP_TIME_ZONE, SHOP_EMAIL, SHOP_POLICIES }: Config) {
  return {
    id: 'shop',
    name: SHOP_NAME,
    url: SHOP_URL,
    email: SHOP_EMAIL || null,
    timeZone: SHOP_TIME_ZONE,
    currencies: [...storeCurrencies],
    languages: [...languages],
    defaultLanguage,
    policies: [...SHOP_POLICIES],
  };
}

import { storeCurrencies } from '@cartwright/money';
import type { Resolvers } from '../generated/graphql.ts';

const shop = { id: 'shop', currencies: [...storeCurrencies] };

/** The shop itself. */
export const resolvers = {
  Query: { shop: () => shop },
  Shop: { __resolveReference: ({ id }) => (id === shop.id ? shop : null) },
} satisfies Resolvers;

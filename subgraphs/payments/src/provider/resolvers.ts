import type { Resolvers } from '../generated/graphql.ts';
import { paymentMethods } from './rules.ts';

/** The payment methods on offer. */
export const resolvers = {
  Query: { paymentMethods: () => [...paymentMethods] },
} satisfies Resolvers;

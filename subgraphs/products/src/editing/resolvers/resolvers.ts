import type { Resolvers } from '../../generated/graphql.ts';
import { productMutations } from './products.ts';
import { variantMutations } from './variants.ts';

/** What staff make of products and of their variants. */
export const resolvers = { Mutation: { ...productMutations, ...variantMutations } } satisfies Resolvers;

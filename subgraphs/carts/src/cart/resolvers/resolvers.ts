import { addressResolvers } from '@cartwright/addresses';
import type { Resolvers } from '../../generated/graphql.ts';
import { Mutation } from './mutation.ts';
import { Cart, CartLine, Query, Warning } from './query.ts';

/** The cart's part of the resolver map. */
export const resolvers = {
  Query,
  Mutation,
  Cart,
  CartLine,
  Warning,
  Address: addressResolvers,
} satisfies Resolvers;

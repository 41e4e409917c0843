import type { Resolvers } from '../generated/graphql.ts';
import { customerAddressCreate, customerAddressDelete, customerUpdate } from './customer-mutations.ts';
import { customerRegister } from './customer-register.ts';
import { guestSessionCreate, sessionCreate, sessionDelete, sessionRefresh } from './session-mutations.ts';
import { CustomerAddress, Query, User } from './user.ts';

/** The resolver map of accounts. */
export const resolvers: Resolvers = {
  Query,
  Mutation: {
    guestSessionCreate,
    customerRegister,
    sessionCreate,
    sessionRefresh,
    sessionDelete,
    customerUpdate,
    customerAddressCreate,
    customerAddressDelete,
  },
  User,
  CustomerAddress,
};

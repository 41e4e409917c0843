import { isId } from '@cartwright/graph';
import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireCustomer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn, maySeePersonal } from '../users/door.ts';

/** The resolvers of the address book. */
export const resolvers = {
  Mutation: {
    customerAddressCreate: async (_root, { input }, context) => {
      const { id: userId } = requireCustomer(context);
      await loadSignedIn(context, userId);
      const outcome = await context.addressBook.createAddress({
        userId,
        idempotencyKey: readIdempotencyKey(input.idempotencyKey),
        address: input.address,
        isDefault: input.isDefault ?? false,
      });
      switch (outcome.kind) {
        case 'created': {
          const user = await loadSignedIn(context, userId);
          return { __typename: 'CustomerAddressCreateSuccess', address: outcome.address, user };
        }
        case 'invalid': {
          const { field } = outcome;
          return { __typename: 'InvalidAddressError', message: `Please check ${field}.`, field };
        }
        case 'key-reused':
          return keyReusedError;
      }
    },
    customerAddressDelete: async (_root, { input: { id } }, context) => {
      const { id: userId } = requireCustomer(context);
      if (isId(id)) await context.addressBook.deleteAddress({ userId, id });
      return { user: await loadSignedIn(context, userId) };
    },
  },
  User: {
    addresses: (user, _args, context) =>
      maySeePersonal(context, user) ? context.addressBook.loaders.byUser.load(user.id) : [],
  },
  CustomerAddress: {
    address: (entry) => entry,
  },
} satisfies Resolvers;

import { addressResolvers } from '@cartwright/addresses';
import { isId } from '@cartwright/graph';
import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn } from '../users/door.ts';

const addressNotFound = { __typename: 'AddressNotFoundError', message: 'There is no such address.' } as const;

/** The resolvers of the address book. */
export const resolvers = {
  Mutation: {
    customerAddressCreate: async (_root, { input }, context) => {
      const { id: userId } = requireViewer(context);
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
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'key-reused':
          return keyReusedError;
      }
    },
    customerAddressUpdate: async (_root, { input: { id, address, isDefault } }, context) => {
      const { id: userId } = requireViewer(context);
      if (!isId(id)) return addressNotFound;
      const change = { address, isDefault: isDefault ?? null };
      const outcome = await context.addressBook.updateAddress({ userId, id }, change);
      switch (outcome.kind) {
        case 'updated': {
          const user = await loadSignedIn(context, userId);
          return { __typename: 'CustomerAddressUpdateSuccess', address: outcome.address, user };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'not-found':
          return addressNotFound;
      }
    },
    customerAddressDelete: async (_root, { input: { id } }, context) => {
      const { id: userId } = requireViewer(context);
      if (isId(id)) await context.addressBook.deleteAddress({ userId, id });
      return { user: await loadSignedIn(context, userId) };
    },
  },
  User: {
    addresses: ({ id }, _args, context) => context.addressBook.loaders.byUser.load(id),
  },
  CustomerAddress: {
    address: (entry) => entry,
  },
  Address: addressResolvers,
} satisfies Resolvers;

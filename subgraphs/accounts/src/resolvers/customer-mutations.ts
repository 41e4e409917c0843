import { badUserInput, graphqlError } from '@cartwright/errors';
import { requireCustomer } from '@cartwright/identity';
import { validate } from 'uuid';
import { plainText } from '../domain/plain-text.ts';
import type { MutationResolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { UserRecord } from '../domain/user.ts';

async function signedInUser({ loaders }: Context, userId: string): Promise<UserRecord> {
  const user = await loaders.users.clear(userId).load(userId);
  if (user === null) throw graphqlError('UNAUTHENTICATED', 'This account no longer exists.');
  return user;
}

/** A usable idempotency key. @throws BAD_USER_INPUT */
function readIdempotencyKey(text: string): string {
  const key = plainText(255).safeParse(text);
  if (key.success) return key.data;
  throw badUserInput('idempotencyKey must have 1 to 255 characters.', 'input.idempotencyKey');
}

export const customerUpdate: NonNullable<MutationResolvers['customerUpdate']> = async (
  _root,
  { input },
  context,
) => {
  const { id } = requireCustomer(context);
  await signedInUser(context, id);
  return { user: await context.useCases.updateCustomer(id, input) };
};

export const customerAddressCreate: NonNullable<MutationResolvers['customerAddressCreate']> = async (
  _root,
  { input },
  context,
) => {
  const { id: userId } = requireCustomer(context);
  await signedInUser(context, userId);
  const outcome = await context.useCases.createAddress({
    userId,
    idempotencyKey: readIdempotencyKey(input.idempotencyKey),
    address: input.address,
    isDefault: input.isDefault ?? false,
  });
  switch (outcome.kind) {
    case 'created':
      return {
        __typename: 'CustomerAddressCreateSuccess',
        address: outcome.address,
        user: await signedInUser(context, userId),
      };
    case 'invalid':
      return {
        __typename: 'InvalidAddressError',
        message: `Please check ${outcome.field}.`,
        field: outcome.field,
      };
    case 'key-reused':
      throw graphqlError('CONFLICT', 'This idempotency key was used for another address.');
  }
};

export const customerAddressDelete: NonNullable<MutationResolvers['customerAddressDelete']> = async (
  _root,
  { input },
  context,
) => {
  const { id: userId } = requireCustomer(context);
  if (validate(input.id)) await context.useCases.deleteAddress(userId, input.id);
  return { user: await signedInUser(context, userId) };
};

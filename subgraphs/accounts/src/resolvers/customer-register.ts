import { minimumPasswordLength } from '../domain/credentials.ts';
import type { MutationResolvers } from '../generated/graphql.ts';
import { sessionSuccess } from './session-success.ts';

export const customerRegister: NonNullable<MutationResolvers['customerRegister']> = async (
  _root,
  { input },
  context,
) => {
  const outcome = await context.useCases.registerCustomer(input, context.viewer);
  switch (outcome.kind) {
    case 'registered':
      return sessionSuccess(outcome.session);
    case 'email-taken':
      return { __typename: 'EmailTakenError', message: 'There is an account with this e-mail address.' };
    case 'invalid-email':
      return { __typename: 'InvalidEmailError', message: 'That is no e-mail address.' };
    case 'weak-password':
      return {
        __typename: 'WeakPasswordError',
        message: `Please choose a password of at least ${String(minimumPasswordLength)} characters that is not among the best known.`,
        minimumLength: minimumPasswordLength,
      };
  }
};

import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { requestedLanguage, translateMessage } from '@cartwright/languages';
import { clientNetworkOf } from '@cartwright/process';
import { cartRefused, cartSuccess } from '../cart/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { refusalMessages } from './rules/refusal-messages.ts';

/** What buyers enter for their carts. */
export const resolvers = {
  Mutation: {
    cartDiscountCodesUpdate: async (_root, { input: { cartId, discountCodes } }, context) => {
      const outcome = await context.discountCodes.updateDiscountCodes({
        viewer: requireViewer(context),
        network: clientNetworkOf(context.request),
        cartId,
        discountCodes,
      });
      switch (outcome.kind) {
        case 'changed':
          return cartSuccess(outcome);
        case 'not-found':
        case 'not-active':
          return cartRefused(outcome, cartId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Cart: {
    discountCodes: ({ codes }) => [...codes],
  },
  CartDiscountCode: {
    isApplicable: ({ why }) => why === null,
    refusal: ({ why }) => why?.reason ?? null,
    message: ({ why }, _args, { request }) =>
      why && translateMessage(refusalMessages[why.reason], requestedLanguage(request.headers)),
  },
} satisfies Resolvers;

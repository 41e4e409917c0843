import type { Resolvers } from '../generated/graphql.ts';

/** What the link of a mail does. */
export const resolvers = {
  Mutation: {
    newsletterConfirm: async (_root, { input }, { newsletter }) => {
      const outcome = await newsletter.confirmWish(input.token);
      switch (outcome.kind) {
        case 'confirmed':
          return { __typename: 'NewsletterConfirmSuccess', email: outcome.email };
        case 'link-invalid': {
          const message =
            'This link does not work any more; please tick the newsletter with an order, or switch it on in your account.';
          return { __typename: 'NewsletterLinkInvalidError', message };
        }
      }
    },
  },
} satisfies Resolvers;

import { requestedLanguage, translateMessage } from '@cartwright/languages';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { paymentMethods } from './rules.ts';

/** The payment methods on offer. */
export const resolvers = {
  Query: { paymentMethods: () => [...paymentMethods] },
  PaymentMethod: {
    name: ({ name }, _args, context) => inLanguageOf(name, context),
    description: ({ description }, _args, context) => inLanguageOf(description, context),
  },
} satisfies Resolvers;

function inLanguageOf(text: string, { request }: Context): string {
  return translateMessage(text, requestedLanguage(request.headers));
}

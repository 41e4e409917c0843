import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { metafieldFields, metafieldRefusal, showMetafield } from '@cartwright/metafields';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

/** Metafields of orders and of their lines. */
export const resolvers = {
  Mutation: {
    orderMetafieldsSet: async (_root, { input }, context) => {
      const { orderId } = input;
      const { id: staffId } = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.metafields.setOrderMetafields({ ...input, staffId, traceparent });
      switch (outcome.kind) {
        case 'set': {
          context.metafields.loaders.order.clear(orderId);
          const order = await context.order.loaders.order.load(orderId);
          const metafields = outcome.metafields.map(showMetafield);
          return order === null
            ? notFound(orderId)
            : { __typename: 'OrderMetafieldsSetSuccess', order, metafields };
        }
        case 'not-found':
          return notFound(orderId);
        case 'metafield-changed':
        case 'too-many-metafields':
          return metafieldRefusal(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Order: fieldsOf('order'),
  OrderLine: publicFieldsOf('line'),
} satisfies Resolvers;

function fieldsOf(owner: 'order' | 'line') {
  return metafieldFields(async ({ id }: { readonly id: string }, { metafields }: Context) => {
    const kept = await metafields.loaders[owner].load(id);
    return kept?.metafields ?? [];
  });
}

function publicFieldsOf(owner: 'order' | 'line') {
  const { metafields, metafield } = fieldsOf(owner);
  return { metafields, metafield };
}

function notFound(orderId: string) {
  return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId } as const;
}

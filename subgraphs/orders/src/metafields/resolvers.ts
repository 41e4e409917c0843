import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import {
  definitionDeleteResult,
  definitionSetResult,
  metafieldFields,
  metafieldRefusal,
  showMetafield,
} from '@cartwright/metafields';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

/** Metafields of orders and of their lines. */
export const resolvers = {
  Query: {
    orderMetafieldDefinitions: (_root, asked, { metafields }) => metafields.readDefinitions(asked),
  },
  Mutation: {
    orderMetafieldDefinitionSet: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.metafields.setDefinition({ ...input, staffId, traceparent });
      return definitionSetResult(
        { set: 'OrderMetafieldDefinitionSetSuccess', changed: 'OrderMetafieldDefinitionChangedError' },
        outcome,
      );
    },
    orderMetafieldDefinitionDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.metafields.deleteDefinition({ ...input, staffId, traceparent });
      return definitionDeleteResult('OrderMetafieldDefinitionDeleteSuccess', input.id, outcome);
    },
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
  OrderLine: fieldsOf('line'),
} satisfies Resolvers;

function fieldsOf(owner: 'order' | 'line') {
  return metafieldFields(async ({ id }: { readonly id: string }, { metafields }: Context) => {
    const kept = await metafields.loaders[owner].load(id);
    return kept?.metafields ?? [];
  });
}

function notFound(orderId: string) {
  return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId } as const;
}

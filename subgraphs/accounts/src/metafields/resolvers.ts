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
import { loadSignedIn, maySeePersonal, type ShownUser } from '../users/door.ts';

/** Metafields of customers, for themselves and for staff. */
export const resolvers = {
  User: metafieldFields(async (user: ShownUser, context: Context) => {
    if (!maySeePersonal(context, user)) return [];
    const kept = await context.metafields.loaders.byUser.load(user.id);
    return kept?.metafields ?? [];
  }),
  Query: {
    customerMetafieldDefinitions: (_root, asked, { metafields }) => metafields.readDefinitions(asked),
  },
  Mutation: {
    customerMetafieldDefinitionSet: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.setDefinition({ ...input, staffId });
      return definitionSetResult(
        { set: 'CustomerMetafieldDefinitionSetSuccess', changed: 'CustomerMetafieldDefinitionChangedError' },
        outcome,
      );
    },
    customerMetafieldDefinitionDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.deleteDefinition({ ...input, staffId });
      return definitionDeleteResult('CustomerMetafieldDefinitionDeleteSuccess', input.id, outcome);
    },
    customerMetafieldsSet: async (_root, { input }, context) => {
      const { customerId } = input;
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.setCustomerMetafields({ ...input, staffId });
      switch (outcome.kind) {
        case 'set': {
          context.metafields.loaders.byUser.clear(customerId);
          const user = await loadSignedIn(context, customerId);
          const metafields = outcome.metafields.map(showMetafield);
          return { __typename: 'CustomerMetafieldsSetSuccess', user, metafields };
        }
        case 'not-found':
          return { __typename: 'CustomerNotFoundError', message: 'There is no such customer.' };
        case 'metafield-changed':
        case 'too-many-metafields':
          return metafieldRefusal(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

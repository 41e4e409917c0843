import { requireViewer } from '@cartwright/identity';
import { definitionDeleteResult, definitionSetResult } from '@cartwright/metafields';
import type { Resolvers } from '../generated/graphql.ts';

/** What staff lay down of metafields of carts and of their lines. */
export const resolvers = {
  Query: {
    cartMetafieldDefinitions: (_root, asked, { metafields }) => metafields.readDefinitions(asked),
  },
  Mutation: {
    cartMetafieldDefinitionSet: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.setDefinition({ ...input, staffId });
      return definitionSetResult(
        { set: 'CartMetafieldDefinitionSetSuccess', changed: 'CartMetafieldDefinitionChangedError' },
        outcome,
      );
    },
    cartMetafieldDefinitionDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.deleteDefinition({ ...input, staffId });
      return definitionDeleteResult('CartMetafieldDefinitionDeleteSuccess', input.id, outcome);
    },
  },
} satisfies Resolvers;

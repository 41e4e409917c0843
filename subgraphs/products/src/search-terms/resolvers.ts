import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';

/** What buyers have searched for. */
export const resolvers = {
  Query: {
    searchTerms: (_root, asked, { searchTerms }) => searchTerms.readTerms(asked),
  },
  Mutation: {
    searchTermUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.searchTerms.updateTerm({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'SearchTermUpdateSuccess', term: outcome.term };
        case 'term-not-found': {
          const message = 'Nothing that was searched for has this id.';
          return { __typename: 'SearchTermNotFoundError', message, searchTermId: input.id };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  SearchTerm: {
    text: ({ term }) => term,
    searchCount: ({ searches }) => searches,
    answeredCount: ({ answered }) => answered,
    unansweredCount: ({ unanswered }) => unanswered,
    visitorCount: ({ visitors }) => visitors,
  },
} satisfies Resolvers;

import { chosen } from '@cartwright/graph';
import { invalidInputError } from '@cartwright/input';
import { readStaffRequest } from '../audit/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { ParkedMessageOutcome } from './use-cases.ts';

/** Messages that a subgraph could not handle, for staff. */
export const resolvers = {
  Query: {
    parkedMessages: (_root, { filters, ...page }, context) =>
      context.parkedMessages.listParked({ states: chosen(filters?.states), page }),
  },

  Mutation: {
    parkedMessageReplay: async (_root, { input: { id, reason } }, context) => {
      const request = readStaffRequest(context, { target: id, reason });
      const outcome = await context.parkedMessages.replayParked(request);
      if (outcome.kind !== 'requested') return refusalError(outcome, id);
      const { parkedMessage, action } = outcome;
      return { __typename: 'ParkedMessageReplaySuccess', parkedMessage, action };
    },

    parkedMessageDiscard: async (_root, { input: { id, reason } }, context) => {
      const request = readStaffRequest(context, { target: id, reason });
      const outcome = await context.parkedMessages.discardParked(request);
      if (outcome.kind !== 'requested') return refusalError(outcome, id);
      const { parkedMessage, action } = outcome;
      return { __typename: 'ParkedMessageDiscardSuccess', parkedMessage, action };
    },
  },
} satisfies Resolvers;

/** Why nothing can be done to a parked message, as a member of both unions. */
function refusalError(refusal: Exclude<ParkedMessageOutcome, { kind: 'requested' }>, id: string) {
  switch (refusal.kind) {
    case 'invalid-input':
      return invalidInputError(refusal.fields);
    case 'not-found':
      return {
        __typename: 'ParkedMessageNotFoundError',
        message: 'There is no such parked message.',
        parkedMessageId: id,
      } as const;
    case 'resolved':
      return {
        __typename: 'ParkedMessageResolvedError',
        message: 'The message is not parked any more.',
        parkedMessage: refusal.parkedMessage,
      } as const;
  }
}

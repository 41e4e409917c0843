import type { MutationResolvers } from '../../generated/graphql.ts';
import { parkedMessageRefusal } from './parked-message-refusal.ts';
import { staffRequestOf } from './staff-request-of.ts';

/** Has a parked message handled again by the subgraph that keeps it. */
export const parkedMessageReplay: NonNullable<MutationResolvers['parkedMessageReplay']> = async (
  _root,
  { input },
  context,
) => {
  const request = staffRequestOf(context, input.id, input.reason);
  const outcome = await context.operations.resolveParkedMessage('PARKED_MESSAGE_REPLAY', request);
  if (outcome.kind !== 'asked') return parkedMessageRefusal(outcome, input.id);
  const { parkedMessage, action } = outcome;
  return { __typename: 'ParkedMessageReplaySuccess', parkedMessage, action };
};

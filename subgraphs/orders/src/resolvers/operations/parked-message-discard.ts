import type { MutationResolvers } from '../../generated/graphql.ts';
import { parkedMessageRefusal } from './parked-message-refusal.ts';
import { staffRequestOf } from './staff-request-of.ts';

/** Closes a parked message without having it handled. */
export const parkedMessageDiscard: NonNullable<MutationResolvers['parkedMessageDiscard']> = async (
  _root,
  { input },
  context,
) => {
  const request = staffRequestOf(context, input.id, input.reason);
  const outcome = await context.operations.resolveParkedMessage('PARKED_MESSAGE_DISCARD', request);
  if (outcome.kind !== 'asked') return parkedMessageRefusal(outcome, input.id);
  const { parkedMessage, action } = outcome;
  return { __typename: 'ParkedMessageDiscardSuccess', parkedMessage, action };
};

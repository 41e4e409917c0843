import { message, type Domain, type OutgoingMessage } from '@cartwright/events';
import { parkedMessageDiscard, parkedMessageReplay } from '@cartwright/messaging';
import { isId } from '../../domain/is-id.ts';
import type { ParkedMessage } from '../../domain/operations/parked-message.ts';
import type { StaffAction } from '../../domain/operations/staff-action.ts';
import { markParkedMessage } from '../../repository/parked-messages.ts';
import { recordStaffAction } from '../../repository/staff-actions.ts';
import { staffActionOf, type StaffDependencies, type StaffRequest } from './staff-request.ts';

/** How a request about a parked message can end. */
export type ParkedMessageOutcome =
  | { readonly kind: 'asked'; readonly parkedMessage: ParkedMessage; readonly action: StaffAction }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'resolved'; readonly parkedMessage: ParkedMessage };

/** Which of the two things can be done to a parked message. */
export type ParkedMessageRequestKind = 'PARKED_MESSAGE_REPLAY' | 'PARKED_MESSAGE_DISCARD';

/** Asks the domain that keeps a parked message to handle it again, or to discard it. */
export async function resolveParkedMessage(
  dependencies: StaffDependencies,
  kind: ParkedMessageRequestKind,
  request: StaffRequest,
): Promise<ParkedMessageOutcome> {
  const { target: id, traceparent } = request;
  const action = staffActionOf(dependencies, kind, request);
  if (!isId(id)) return { kind: 'not-found' };
  return dependencies.messaging.transact(
    async (tx, send) => {
      const state = kind === 'PARKED_MESSAGE_REPLAY' ? 'REPLAYING' : 'DISCARDING';
      const parkedMessage = await markParkedMessage(tx, id, state);
      if (parkedMessage === null) return { kind: 'not-found' };
      if (parkedMessage.state === 'RESOLVED') return { kind: 'resolved', parkedMessage };
      await recordStaffAction(tx, action);
      send(commandOf(parkedMessage, action));
      return { kind: 'asked', parkedMessage, action };
    },
    { traceparent },
  );
}

function commandOf(
  { id, domain }: ParkedMessage,
  { id: requestId, action, reason }: StaffAction,
): OutgoingMessage {
  const data = { domain: domain as Domain, parkedMessageId: id, requestId };
  return action === 'PARKED_MESSAGE_REPLAY'
    ? message(parkedMessageReplay, data)
    : message(parkedMessageDiscard, { ...data, reason });
}

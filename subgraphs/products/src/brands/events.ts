import { brandChanged, message, type OutgoingMessage } from '@cartwright/events';

/** The messages that this room sends. */
export const publishes = [brandChanged];

/** Tells that a brand was made, changed or deleted; `changeId` is this change's alone. */
export function brandChangedMessage(brandId: string, changeId: string): OutgoingMessage {
  return message(brandChanged, { brandId, changeId });
}

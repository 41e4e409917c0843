import { collectionChanged, message, type OutgoingMessage } from '@cartwright/events';

/** The messages that this room sends. */
export const publishes = [collectionChanged];

/** Tells that a collection or what is in it was changed; `changeId` is this change's alone. */
export function collectionChangedMessage(collectionId: string, changeId: string): OutgoingMessage {
  return message(collectionChanged, { collectionId, changeId });
}

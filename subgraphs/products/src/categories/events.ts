import { categoriesChanged, message, type OutgoingMessage } from '@cartwright/events';

/** The messages that this room sends. */
export const publishes = [categoriesChanged];

/** Tells that a category was made, changed, moved or deleted; `changeId` is this change's alone. */
export function categoriesChangedMessage(categoryId: string, changeId: string): OutgoingMessage {
  return message(categoriesChanged, { categoryId, changeId });
}

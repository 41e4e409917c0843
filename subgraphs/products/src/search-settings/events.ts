import { message, searchSettingsChanged, type OutgoingMessage } from '@cartwright/events';

/** The messages that this room sends. */
export const publishes = [searchSettingsChanged];

/** Tells that searches are read in another way; `changeId` is this change's alone. */
export function searchSettingsChangedMessage(changeId: string): OutgoingMessage {
  return message(searchSettingsChanged, { changeId });
}

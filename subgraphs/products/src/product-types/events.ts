import { message, productTypesChanged, type OutgoingMessage } from '@cartwright/events';

/** The messages that this room sends. */
export const publishes = [productTypesChanged];

/** Tells that a product type was made, changed or deleted; `changeId` is this change's alone. */
export function productTypesChangedMessage(productTypeId: string, changeId: string): OutgoingMessage {
  return message(productTypesChanged, { productTypeId, changeId });
}

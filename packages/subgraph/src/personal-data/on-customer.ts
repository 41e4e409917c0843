import type { MessageContract } from '@cartwright/events';
import {
  onMessage,
  type MessageHandler,
  type Received,
  type Replies,
  type SqlTransaction,
} from '@cartwright/messaging';
import { isErased } from './erasures.ts';

/**
 * Handles what is told of a customer for a copy of it, unless the customer is to be erased: what comes late, or once more, does not
 * bring them back.
 */
export function onCustomer<Data extends { readonly customerId: string }, Tx extends SqlTransaction>(
  contract: MessageContract<Data>,
  handle: (received: Received<Data>, tx: Tx) => Promise<Replies> | Promise<void>,
): MessageHandler<Tx> {
  return onMessage(contract, async (received, tx: Tx) =>
    (await isErased(tx, received.data.customerId)) ? [] : ((await handle(received, tx)) ?? []),
  );
}

import type { Domain } from '@cartwright/events';
import { messageParked, onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import { addParkedMessage } from '../repository/parked-messages.ts';

/** A domain has parked a message: staff see it. */
export function onMessageParked(domain: Domain): MessageHandler<Transaction> {
  return onMessage(messageParked(domain), async (received, tx: Transaction) => {
    await addParkedMessage(tx, received);
    return [];
  });
}

import { customerRegistered } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import { saveReviewer } from '../repository/review-rows.ts';

/** Learns the name under which a customer's reviews will appear. */
export function handleCustomerRegistered(): MessageHandler<Transaction> {
  return onMessage(customerRegistered, async ({ data }, tx: Transaction) => {
    await saveReviewer(tx, data.customerId, data.firstName);
    return [];
  });
}

import type { Transaction } from '@cartwright/database';
import { customerRegistered } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import { saveReviewer } from './repository/reviews.ts';

/** A customer's first name is what their reviews will appear under. */
export const consumes: MessageHandler<Transaction<Tables>>[] = [
  onMessage(customerRegistered, async ({ data: { customerId, firstName } }, tx) => {
    await saveReviewer(tx, customerId, firstName);
    return [];
  }),
];

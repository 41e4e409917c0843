import type { Transaction } from '@cartwright/database';
import { guestClaimed, orderAbandoned, orderPlaced } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { claimGuest } from './repository.ts';

/** What placing an order announces. */
export const publishes = [orderPlaced, orderAbandoned];

/** A guest turned out to be a customer: the guest's orders and keys are the customer's. */
export const consumes: MessageHandler<Transaction<Tables>>[] = [
  onMessage(guestClaimed, async ({ data }, tx: Transaction<Tables>) => {
    await claimGuest(tx, data);
    return [];
  }),
];

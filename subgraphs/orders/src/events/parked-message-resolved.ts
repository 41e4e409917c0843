import type { Domain } from '@cartwright/events';
import { onMessage, parkedMessageResolved, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import { settleParkedMessage } from '../repository/parked-messages.ts';

/** A domain has done with a parked message as staff wished, or could not: staff see that. */
export function onParkedMessageResolved(domain: Domain): MessageHandler<Transaction> {
  return onMessage(parkedMessageResolved(domain), async ({ data, time }, tx: Transaction) => {
    await settleParkedMessage(tx, data, new Date(time));
    return [];
  });
}

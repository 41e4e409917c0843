import type { Transaction } from '@cartwright/database';
import { userUpdated } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import { forgetReviewer, saveReviewer } from '../reviews/door.ts';
import type { Tables } from '../tables.ts';
import { saveCustomer } from './repository.ts';

type Tx = Transaction<Tables>;

/** What accounts tells of customers; their first name is what their reviews appear under. */
export const consumes: MessageHandler<Tx>[] = [
  onMessage(userUpdated, async ({ data }, tx: Tx) => {
    const { customerId, version, groupIds, firstName } = data;
    await saveCustomer(tx, { customerId, version, groupIds });
    if (firstName === '') await forgetReviewer(tx, customerId);
    else await saveReviewer(tx, { customerId, version, displayName: firstName });
    return [];
  }),
];

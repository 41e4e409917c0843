import type { Transaction } from '@cartwright/database';
import { customerRegistered, userUpdated } from '@cartwright/events';
import type { MessageHandler } from '@cartwright/messaging';
import { onCustomer } from '@cartwright/subgraph';
import { forgetReviewer, saveReviewer } from '../reviews/door.ts';
import type { Tables } from '../tables.ts';
import { saveCustomer } from './repository.ts';

type Tx = Transaction<Tables>;

/** What accounts tells of customers; their first name is what their reviews appear under. */
export const consumes: MessageHandler<Tx>[] = [
  onCustomer(customerRegistered, async ({ data: { customerId, firstName } }, tx: Tx) => {
    await saveReviewer(tx, { customerId, version: 1, displayName: firstName });
    return [];
  }),
  onCustomer(userUpdated, async ({ data }, tx: Tx) => {
    const { customerId, version, groupIds, firstName } = data;
    await saveCustomer(tx, { customerId, version, groupIds });
    if (firstName === '') await forgetReviewer(tx, customerId);
    else await saveReviewer(tx, { customerId, version, displayName: firstName });
    return [];
  }),
];

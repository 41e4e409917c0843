import type { Transaction } from '@cartwright/database';
import { userDeleted, userUpdated } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { forgetCustomer, saveCustomer } from './repository.ts';

type Tx = Transaction<Tables>;

/** What accounts tells of customers. */
export const consumes: MessageHandler<Tx>[] = [
  onMessage(userUpdated, async ({ data }, tx: Tx) => {
    const { customerId, version, groupIds, company, vatId } = data;
    await saveCustomer(tx, { customerId, version, groupIds, company, vatId });
    return [];
  }),
  onMessage(userDeleted, async ({ data: { customerId } }, tx: Tx) => {
    await forgetCustomer(tx, customerId);
    return [];
  }),
];

import type { Transaction } from '@cartwright/database';
import { userUpdated } from '@cartwright/events';
import type { MessageHandler } from '@cartwright/messaging';
import { onCustomer } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { saveCustomer } from './repository.ts';

type Tx = Transaction<Tables>;

/** What accounts tells of customers. */
export const consumes: MessageHandler<Tx>[] = [
  onCustomer(userUpdated, async ({ data }, tx: Tx) => {
    const { customerId, version, groupIds, company, vatId } = data;
    await saveCustomer(tx, { customerId, version, groupIds, company, vatId });
    return [];
  }),
];

import type { Transaction } from '@cartwright/database';
import { customerChanged, message } from '@cartwright/events';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { listCustomers } from '../users/door.ts';

/** Announces customers from before notifications kept a copy of them, each with the present version. */
export const customersRestated: Restatement<Transaction<Tables>> = {
  name: 'customers',
  announce: async (tx, send, page) => {
    const customers = await listCustomers(tx, page);
    for (const { id: customerId, version, firstName, locale } of customers)
      send(message(customerChanged, { customerId, version, firstName: firstName ?? '', locale }));
    return customers.map(({ id }) => id);
  },
};

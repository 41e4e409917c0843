import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { announceUsers, listCustomerIds } from '../users/door.ts';

/**
 * Announces customers from before the other domains kept a copy of them. Each gets a new version: the present one may have been
 * announced already, and would count as handled.
 */
export const usersRestated: Restatement<Transaction<Tables>> = {
  name: 'users',
  announce: async (tx, send, page) => {
    const ids = await listCustomerIds(tx, page);
    await announceUsers({ tx, send }, ids);
    return ids;
  },
};

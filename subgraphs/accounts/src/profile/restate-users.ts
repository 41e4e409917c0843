import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { listSnapshots, statementOf } from '../users/door.ts';

/** Announces customers from before the other domains kept a copy of them, each with the present version. */
export const usersRestated: Restatement<Transaction<Tables>> = {
  name: 'users',
  announce: async (tx, send, page) => {
    const users = await listSnapshots(tx, page);
    for (const user of users) send(statementOf(user));
    return users.map(({ id }) => id);
  },
};

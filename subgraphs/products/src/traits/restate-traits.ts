import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import { traitsMessage } from './events.ts';
import { listProductIds, renewTraits, waitForTurn } from './repository.ts';

/** Tells once more what all products are selected and taxed by, each under its next version: what was told before counts as handled. */
export const traitsRestated: Restatement<Transaction<Tables>> = {
  name: 'traits',
  announce: async (tx, send, page) => {
    await waitForTurn(tx);
    const ids = await listProductIds(tx, page);
    for (const told of await renewTraits(tx, ids, 'ALL')) send(traitsMessage(told));
    return ids;
  },
};

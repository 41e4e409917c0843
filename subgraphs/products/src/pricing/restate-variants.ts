import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import { announceVariants } from './announce-variants.ts';
import { holdVariants, listVariantIds } from './repository/prices.ts';

/**
 * Announces variants from before notifications kept their pictures. Each gets a new version: the present one may have been
 * announced without its picture, and would count as handled.
 */
export const variantsRestated: Restatement<Transaction<Tables>> = {
  name: 'variants',
  announce: async (tx, send, page) => {
    const ids = await listVariantIds(tx, page);
    await announceVariants({ tx, send }, await holdVariants(tx, ids));
    return ids;
  },
};

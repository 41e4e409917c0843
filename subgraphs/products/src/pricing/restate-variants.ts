import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import { raiseVariantVersions } from '../catalogue/door.ts';
import type { Tables } from '../tables.ts';
import { variantMessages } from './events.ts';

/**
 * Announces variants from before notifications kept their pictures. Each gets a new version: the present one may have been
 * announced without its picture, and would count as handled.
 */
export const variantsRestated: Restatement<Transaction<Tables>> = {
  name: 'variants',
  announce: async (tx, send, page) => {
    const variants = await raiseVariantVersions(tx, page);
    const announced = variants.map(({ productName: name, productStatus: status, ...variant }) => {
      return { product: { id: variant.productId, name, status }, variant };
    });
    for (const one of await variantMessages(tx, announced)) send(one);
    return variants.map(({ id }) => id);
  },
};

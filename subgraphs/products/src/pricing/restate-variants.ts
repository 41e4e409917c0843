import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import { raiseVariantVersions } from '../catalogue/door.ts';
import type { Tables } from '../tables.ts';
import { variantChangedMessage } from './events.ts';
import { readPrices } from './repository.ts';

/**
 * Announces variants from before notifications kept their pictures. Each gets a new version: the present one may have been
 * announced without its picture, and would count as handled.
 */
export const variantsRestated: Restatement<Transaction<Tables>> = {
  name: 'variants',
  announce: async (tx, send, page) => {
    const variants = await raiseVariantVersions(tx, page);
    const ids = variants.map(({ id }) => id);
    const prices = Map.groupBy(await readPrices(tx, ids), ({ variantId }) => variantId);
    for (const { productName: name, ...variant } of variants) {
      const product = { id: variant.productId, name };
      send(variantChangedMessage({ product, variant, prices: prices.get(variant.id) ?? [] }));
    }
    return ids;
  },
};

import type { Parts } from '../../parts.ts';
import { tellOfProduct } from '../events.ts';
import { lockDuePublications, savePublication } from '../repository.ts';
import { changeStatus } from '../rules/product-status.ts';

/** A batch of products that have been published, and whether there may be more. */
export interface PublishedBatch {
  readonly productIds: readonly string[];
  readonly hasMore: boolean;
}

const batchSize = 20;

/** Publishes a batch of the products whose time has come, and tells all who keep something of them. */
export function publishDueProducts({
  messaging,
  newId,
  now,
}: Pick<Parts, 'messaging' | 'newId' | 'now'>): Promise<PublishedBatch> {
  return messaging.transact(async (tx, send) => {
    const at = now();
    const due = await lockDuePublications(tx, { now: at, limit: batchSize });
    for (const product of due) {
      const after = changeStatus(product, { status: 'PUBLISHED', publishAt: null }, at);
      await savePublication(tx, product.id, after);
      const told = await tellOfProduct(tx, { ...product, status: after.status }, newId());
      for (const one of told) send(one);
    }
    return { productIds: due.map(({ id }) => id), hasMore: due.length === batchSize };
  });
}

import type { Parts } from '../../parts.ts';
import { lockPartsOf } from '../../stock/door.ts';
import { bundlesMoved, tellOfProduct } from '../events.ts';
import { lockDuePublication, savePublication } from '../repository.ts';
import { changeStatus } from '../rules/product-status.ts';

/** Publishes a product if its time has come, and tells all who keep something of it. @returns whether it did */
export function publishDueProduct(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  id: string,
): Promise<boolean> {
  return messaging.transact(async (tx, send) => {
    const at = now();
    const parts = await lockPartsOf(tx, [id]);
    const product = await lockDuePublication(tx, id, at);
    if (product === undefined) return false;
    const after = changeStatus(product, { status: 'PUBLISHED', publishAt: null }, at);
    await savePublication(tx, id, after);
    const told = await tellOfProduct(tx, { ...product, status: after.status }, newId());
    for (const one of [...told, ...(await bundlesMoved(tx, parts))]) send(one);
    return true;
  });
}

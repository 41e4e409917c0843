import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import { raiseVariantVersions } from '../catalogue/door.ts';
import type { Tables } from '../tables.ts';
import { variantMessages } from './events.ts';
import type { HeldVariant } from './repository/prices.ts';

/** Gives variants that are held their next versions, and announces what they are and cost now. */
export async function announceVariants(
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  held: readonly HeldVariant[],
): Promise<void> {
  const productOf = new Map(held.map(({ id, product }) => [id, product]));
  const announced = (await raiseVariantVersions(tx, 'id', [...productOf.keys()])).flatMap((variant) => {
    const product = productOf.get(variant.id);
    return product === undefined ? [] : [{ product, variant }];
  });
  for (const one of await variantMessages(tx, announced)) send(one);
}

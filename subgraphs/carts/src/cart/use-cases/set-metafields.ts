import type { InvalidInput } from '@cartwright/input';
import {
  readMetafieldChanges,
  shopperLimits,
  type GivenChanges,
  type TooManyMetafields,
} from '@cartwright/metafields';
import type { Dependencies } from '../ports.ts';
import { setCartMetafields, type SetCartMetafieldsOutcome } from '../rules/set-cart-metafields.ts';
import type { LineNotFound } from '../rules/update-lines.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

/** Which metafields of a cart, or of a line in it, are to be different. */
export interface SetMetafields extends CartOfViewer, GivenChanges {
  /** Null for those of the cart. */
  readonly lineId: string | null;
}

type Refusal = LineNotFound | TooManyMetafields | InvalidInput;

/** Changes what the buyer says of a cart or of a line in it. */
export async function setMetafields(
  dependencies: Dependencies,
  { viewer, cartId, lineId, ...input }: SetMetafields,
): Promise<CartChanged | CartRefused | Refusal> {
  const read = readMetafieldChanges(input, shopperLimits);
  if (read.kind === 'invalid-input') return read;
  return changeExisting<Refusal>(dependencies, { viewer, cartId }, (cart): SetCartMetafieldsOutcome =>
    setCartMetafields(cart, { lineId, changes: read.value }),
  );
}

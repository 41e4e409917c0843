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
import { adoptForViewer } from './adopt-carts.ts';
import { changeCart, type CartChanged, type CartRefused } from './change-cart.ts';
import type { CartOfViewer } from './change-existing.ts';
import { holdRules } from './hold-rules.ts';
import { transactCarts } from './transact-carts.ts';

/** Which metafields of a cart, or of a line in it, are to be different. */
export interface SetMetafields extends CartOfViewer, GivenChanges {
  /** Null for those of the cart. */
  readonly lineId: string | null;
}

type Refusal = LineNotFound | TooManyMetafields | InvalidInput;

/** Changes what the buyer says of a cart or of a line in it, as far as what is laid down of it allows. */
export async function setMetafields(
  dependencies: Dependencies,
  { viewer, cartId, lineId, ...input }: SetMetafields,
): Promise<CartChanged | CartRefused | Refusal> {
  const read = readMetafieldChanges(input, shopperLimits);
  if (read.kind === 'invalid-input') return read;
  const { set, remove } = read.value;
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  return transactCarts(dependencies, (stores, tx) =>
    changeCart<Refusal>(stores, {
      ...{ viewer, cartId, pricing },
      decide: async (cart): Promise<SetCartMetafieldsOutcome> => {
        const allowed = await holdRules(tx, lineId === null ? 'CART' : 'CART_LINE', set);
        const checked = allowed({ set, remove });
        return checked.kind === 'invalid-input'
          ? checked
          : setCartMetafields(cart, { lineId, changes: checked.value });
      },
    }),
  );
}

import type { Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import {
  adoptForViewer,
  changeCart,
  mergeInto,
  transactCarts,
  type Cart,
  type CartChanged,
  type CartRefused,
  type CartStores,
  type Dependencies,
} from '../../cart/door.ts';
import { readName } from './save-cart.ts';

/** Which cart, and what becomes of the one in use. */
export interface ActivateCart {
  readonly viewer: Viewer;
  readonly cartId: string;
  /** What the one in use is put aside as; null where what is in it goes into this one. */
  readonly saveAs: string | null;
}

/** Makes a cart that is put aside the one in use. */
export async function activateCart(
  dependencies: Dependencies,
  { viewer, cartId, saveAs }: ActivateCart,
): Promise<CartChanged | CartRefused | InvalidInput> {
  const read = saveAs === null ? null : readName(saveAs);
  if (read?.kind === 'invalid-input') return { ...read, fields: read.fields.map(ofSaveAs) };
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  const { now } = pricing;
  return transactCarts(dependencies, (stores) =>
    changeCart<never>(stores, {
      ...{ viewer, cartId, pricing },
      decide: async (cart) => {
        const inUse =
          cart.status === 'ACTIVE' ? cart : await putToUse(stores, cart, { saveAs: read?.value.name, now });
        return { kind: 'changed', cart: inUse, warnings: [] };
      },
    }),
  );
}

function ofSaveAs<Field extends { readonly path: readonly string[] }>(field: Field): Field {
  return { ...field, path: ['saveAs'] };
}

/** The one in use gives way before: an owner has one at most. */
async function putToUse(
  stores: CartStores,
  cart: Cart,
  { saveAs, now }: { readonly saveAs: string | undefined; readonly now: Date },
): Promise<Cart> {
  const into: Cart = { ...cart, status: 'ACTIVE', savedAs: null };
  const inUse = await stores.carts.lockCartsInUse([cart.ownerId]);
  const before = inUse.find(({ status }) => status === 'ACTIVE');
  if (before === undefined) return into;
  if (saveAs === undefined) return mergeInto(stores, { from: before, into, now });
  await stores.carts.saveCarts([{ ...before, status: 'SAVED', savedAs: saveAs, updatedAt: now }]);
  return into;
}

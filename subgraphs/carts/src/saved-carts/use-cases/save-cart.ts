import type { Viewer } from '@cartwright/identity';
import { readInput, text, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import {
  adoptForViewer,
  changeCart,
  countSaved,
  transactCarts,
  type CartChanged,
  type CartRefused,
  type Dependencies,
} from '../../cart/door.ts';

/** How many carts somebody can put aside. */
export const maxSaved = 20;

/** There are as many as there can be. */
export interface TooManySaved {
  readonly kind: 'too-many-saved';
}

/** Which cart, and what it is to be called. */
export interface SaveCart {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly name: string;
}

const named = z.object({ name: text(100) });

/** Reads what a buyer calls a cart: one line of at most 100 characters. */
export function readName(name: string) {
  return readInput(named, { name });
}

/** Puts the cart in use aside under a name, or gives one that is put aside another name. */
export async function saveCart(
  dependencies: Dependencies,
  { viewer, cartId, name }: SaveCart,
): Promise<CartChanged | CartRefused | TooManySaved | InvalidInput> {
  const read = readName(name);
  if (read.kind === 'invalid-input') return read;
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  return transactCarts(dependencies, (stores, tx) =>
    changeCart<TooManySaved>(stores, {
      ...{ viewer, cartId, pricing },
      decide: async (cart) => {
        const isNew = cart.status === 'ACTIVE';
        if (isNew && (await countSaved(tx, viewer.id)) >= maxSaved) return { kind: 'too-many-saved' };
        return {
          kind: 'changed',
          cart: { ...cart, status: 'SAVED', savedAs: read.value.name },
          warnings: [],
        };
      },
    }),
  );
}

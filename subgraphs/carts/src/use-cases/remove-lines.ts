import { removeLines } from '../domain/update-lines.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';
import type { Dependencies } from './dependencies.ts';

/** Removes lines; those that are not there any more do not matter. */
export type RemoveLines = (
  request: CartOfViewer & { readonly lineIds: readonly string[] },
) => Promise<CartChanged | CartRefused>;

/** Builds the use case. */
export function createRemoveLines(dependencies: Dependencies): RemoveLines {
  return (request) =>
    changeExisting<never>(dependencies, request, (cart) => removeLines(cart, request.lineIds));
}

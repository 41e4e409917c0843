import type { Dependencies } from '../ports.ts';
import { updateLines, type LineUpdate, type UpdateLinesOutcome } from '../rules/update-lines.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

type Refusal = Exclude<UpdateLinesOutcome, { kind: 'changed' }>;

/** Sets quantities of lines; 0 removes a line. */
export function updateCartLines(
  dependencies: Dependencies,
  request: CartOfViewer & { readonly lines: readonly LineUpdate[] },
): Promise<CartChanged | CartRefused | Refusal> {
  return changeExisting<Refusal>(dependencies, request, (cart) => updateLines(cart, request.lines));
}

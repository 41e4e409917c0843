import { updateLines, type LineUpdate, type UpdateLinesOutcome } from '../domain/update-lines.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';
import type { Dependencies } from './dependencies.ts';

type Refusal = Exclude<UpdateLinesOutcome, { kind: 'changed' }>;

/** Sets quantities of lines; 0 removes a line. */
export type UpdateLines = (
  request: CartOfViewer & { readonly lines: readonly LineUpdate[] },
) => Promise<CartChanged | CartRefused | Refusal>;

/** Builds the use case. */
export function createUpdateLines(dependencies: Dependencies): UpdateLines {
  return (request) =>
    changeExisting<Refusal>(dependencies, request, (cart) => updateLines(cart, request.lines));
}

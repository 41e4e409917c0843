import { fingerprint } from '@cartwright/database';
import { type Viewer } from '@cartwright/identity';
import { addLines, type AddLinesOutcome, type WantedLine } from '../domain/add-lines.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { changeCart, type CartChanged, type CartRefused } from './change-cart.ts';
import type { Dependencies } from './dependencies.ts';
import { offersFor } from './offers-for.ts';
import { once, type KeyConflict } from './once.ts';

/** What to put into which cart. */
export interface AddLinesRequest {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly idempotencyKey: string;
  readonly lines: readonly WantedLine[];
}

type Refusal = Exclude<AddLinesOutcome, { kind: 'changed' }>;

/** Puts variants into a cart, once per idempotency key. */
export type AddLines = (
  request: AddLinesRequest,
) => Promise<CartChanged | CartRefused | Refusal | KeyConflict>;

/** Builds the use case. */
export function createAddLines(dependencies: Dependencies): AddLines {
  const { repository, newId } = dependencies;
  return async ({ viewer, cartId, idempotencyKey, lines }) => {
    await adoptForViewer(dependencies, viewer);
    const use = {
      operation: 'cartLinesAdd',
      key: idempotencyKey,
      fingerprint: fingerprint({ cartId, lines }),
    };
    return repository.transaction((store) => {
      const now = dependencies.now();
      const change = (): Promise<CartChanged | CartRefused | Refusal> =>
        changeCart<Refusal>(store, {
          viewer,
          cartId,
          now,
          decide: async (cart) => {
            const offers = await offersFor(store, lines, cart.currency);
            return addLines(cart, { wanted: lines, offers, newId });
          },
        });
      return once(store, { viewer, use, now, change });
    });
  };
}

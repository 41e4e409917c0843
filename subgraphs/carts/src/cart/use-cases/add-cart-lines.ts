import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import type { Dependencies } from '../ports.ts';
import { addLines, type AddLinesOutcome, type WantedLine } from '../rules/add-lines.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { changeCart, type CartChanged, type CartRefused } from './change-cart.ts';
import { changeOnce } from './change-once.ts';
import { findOffersOf } from './find-offers-of.ts';

/** What to put into which cart. */
export interface AddLinesRequest {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly idempotencyKey: string;
  readonly lines: readonly WantedLine[];
}

type Refusal = CartRefused | Exclude<AddLinesOutcome, { kind: 'changed' }>;

/** Puts variants into a cart, once per idempotency key. */
export async function addCartLines(
  dependencies: Dependencies,
  { viewer, cartId, idempotencyKey: key, lines }: AddLinesRequest,
): Promise<CartChanged | Refusal | KeyReused> {
  await adoptForViewer(dependencies, viewer);
  return changeOnce<Refusal>(dependencies, {
    viewer,
    use: { operation: 'cartLinesAdd', key, fingerprint: fingerprint({ cartId, lines }) },
    change: (stores, now) =>
      changeCart<Refusal>(stores, {
        viewer,
        cartId,
        now,
        decide: async (cart) => {
          const offers = await findOffersOf(stores.offers, lines, cart.currency);
          return addLines(cart, { wanted: lines, offers, newId: dependencies.newId });
        },
      }),
  });
}

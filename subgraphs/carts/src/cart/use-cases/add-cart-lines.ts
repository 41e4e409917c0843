import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { TooManyMetafields } from '@cartwright/metafields';
import type { Dependencies } from '../ports.ts';
import { addLines, type AddLinesOutcome } from '../rules/add-lines.ts';
import { sayOfLines } from '../rules/say-of-lines.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { changeCart, type CartChanged, type CartRefused } from './change-cart.ts';
import { changeOnce } from './change-once.ts';
import { findOffersOf } from './find-offers-of.ts';
import { allowSaidOfLines, holdRulesOfLines, readSaidOfLines, type GivenLine } from './said-of-lines.ts';

/** What to put into which cart. */
export interface AddLinesRequest {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly idempotencyKey: string;
  readonly lines: readonly GivenLine[];
}

type Refusal = CartRefused | Exclude<AddLinesOutcome, { kind: 'changed' }> | TooManyMetafields | InvalidInput;

/** Puts variants into a cart, once per idempotency key. */
export async function addCartLines(
  dependencies: Dependencies,
  { viewer, cartId, idempotencyKey: key, lines }: AddLinesRequest,
): Promise<CartChanged | Refusal | KeyReused> {
  const said = readSaidOfLines(lines);
  if (said.kind === 'invalid-input') return said;
  await adoptForViewer(dependencies, viewer);
  return changeOnce<Refusal>(dependencies, {
    viewer,
    use: { operation: 'cartLinesAdd', key, fingerprint: fingerprint({ cartId, lines }) },
    change: ({ stores, tx, pricing }) =>
      changeCart<Refusal>(stores, {
        viewer,
        cartId,
        pricing,
        decide: async (cart) => {
          const offers = await findOffersOf(stores.offers, lines, cart.currency);
          const added = addLines(cart, { wanted: lines, offers, newId: dependencies.newId });
          if (added.kind !== 'changed') return added;
          const allowed = allowSaidOfLines(said.value, await holdRulesOfLines(tx, said.value));
          return 'kind' in allowed ? allowed : sayOfLines(added, allowed);
        },
      }),
  });
}

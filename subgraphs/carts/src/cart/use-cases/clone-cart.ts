import { isId } from '@cartwright/graph';
import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import type { Metafield } from '@cartwright/metafields';
import type { Dependencies } from '../ports.ts';
import { findCarts } from '../repository/read-carts.ts';
import type { Cart } from '../rules/cart.ts';
import type { AddLinesOutcome } from '../rules/add-lines.ts';
import { copyLines } from '../rules/copy-lines.ts';
import { hasExpired } from '../rules/freeze-expiry.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { openCart } from './carts-in-use.ts';
import { storeChanged, type CartChanged, type CartRefused } from './change-cart.ts';
import { changeOnce, type Changing } from './change-once.ts';
import { findOffersOf } from './find-offers-of.ts';
import { holdRules } from './hold-rules.ts';
import { reopenCart } from './reopen-cart.ts';

/** Which cart to copy. */
export interface CloneCartRequest {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly idempotencyKey: string;
}

type NotCopied = Exclude<AddLinesOutcome, { kind: 'changed' }>;
type Refusal = CartRefused | NotCopied;

/**
 * Puts a copy of what was ordered with one of the viewer's carts into the one in use; once per idempotency key. The one in use is given
 * back as it is. One that is being ordered is refused: what is in it comes back if its order ends, and would be there twice.
 */
export async function cloneCart(
  dependencies: Dependencies,
  { viewer, cartId, idempotencyKey: key }: CloneCartRequest,
): Promise<CartChanged | Refusal | KeyReused> {
  const begun = { newId: dependencies.newId, isGuests: viewer.role === 'GUEST' };
  await adoptForViewer(dependencies, viewer);
  return changeOnce<Refusal>(dependencies, {
    viewer,
    use: { operation: 'cartClone', key, fingerprint: fingerprint({ cartId }) },
    change: async (changing) => {
      const { stores, tx, now, pricing } = changing;
      // Before the cart is read: what is in it goes into another one if its order is cancelled meanwhile.
      await stores.carts.lockCartsInUse([viewer.id]);
      const [found] = isId(cartId) ? await findCarts(tx, [cartId]) : [];
      if (found?.cart.ownerId !== viewer.id) return { kind: 'not-found' };
      const { cart: from } = found;
      if (from.status === 'COMPLETED') return copy(changing, from, begun);
      const cart = hasExpired(from, now) ? await reopenCart(stores, from, now) : from;
      if (cart.status !== 'ACTIVE') return { kind: 'not-active', status: cart.status };
      return storeChanged(stores, { kind: 'changed', cart, warnings: [] }, { pricing });
    },
  });
}

async function copy(
  { stores, tx, now, pricing }: Changing,
  { ownerId, currency, lines }: Cart,
  { newId, isGuests }: Pick<Dependencies, 'newId'> & Pick<Cart, 'isGuests'>,
): Promise<CartChanged | NotCopied> {
  const { cart: into, isNew } = await openCart(stores, { ownerId, isGuests, currency, now, newId });
  const offers = await findOffersOf(stores.offers, lines, into.currency);
  const said = lines.flatMap(({ metafields }) => metafields);
  const allow = await holdRules(tx, 'CART_LINE', said);
  const isAllowed = (one: Metafield): boolean =>
    allow({ set: [{ ...one, compareDigest: undefined }], remove: [] }).kind === 'valid';
  const change = copyLines(into, { lines, offers, newId, isAllowed });
  return change.kind === 'changed' ? storeChanged(stores, change, { isNew, pricing }) : change;
}

import type { CartLinks, Viewer } from '@cartwright/identity';
import {
  adoptForViewer,
  asSeenAt,
  changeCart,
  findCarts,
  findOffersOf,
  isOpen,
  openCart,
  storeChanged,
  transactCarts,
  type Cart,
  type CartChanged,
  type CartRefused,
  type CartStores,
  type Dependencies as CartDependencies,
} from '../../cart/door.ts';
import type { Pricing } from '../../pricing/door.ts';
import { restoreLines } from '../rules/restore-lines.ts';

/** What carts are restored with. */
export interface Dependencies extends CartDependencies {
  readonly links: Pick<CartLinks, 'read'>;
}

/** Who follows a mailed link, and what stands in it. */
export interface RestoreCartRequest {
  readonly viewer: Viewer;
  readonly token: string;
}

type NotRestored = Exclude<ReturnType<typeof restoreLines>, { kind: 'changed' }>;

/** How following a link ends. */
export type RestoreCartOutcome =
  | CartChanged
  | NotRestored
  | { readonly kind: 'link-invalid' }
  | { readonly kind: 'link-expired'; readonly expiredAt: Date }
  | Exclude<CartRefused, { kind: 'not-found' }>;

/**
 * Puts what is in the cart of a mailed link into the cart that the viewer uses, or into a new one. Whoever has the link gets what is in the
 * cart, and nothing of whose it is. The cart's own buyer has it as it is.
 */
export async function restoreCart(
  dependencies: Dependencies,
  { viewer, token }: RestoreCartRequest,
): Promise<RestoreCartOutcome> {
  const { links, now } = dependencies;
  const link = links.read(token);
  if (link === null) return { kind: 'link-invalid' };
  if (link.expiresAt <= now()) return { kind: 'link-expired', expiredAt: link.expiresAt };
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(now());
  return transactCarts(dependencies, async (stores, tx): Promise<RestoreCartOutcome> => {
    // Not locked: what is copied is what was in it at some moment, and locks of an owner's carts are taken together.
    const [found] = await findCarts(tx, [link.cartId]);
    if (found === undefined) return { kind: 'link-invalid' }; // gone, and with it whatever said whose it was
    const from = asSeenAt(found.cart, pricing.now);
    if (!isOpen(from)) return { kind: 'not-active', status: from.status };
    if (from.ownerId === viewer.id) return openOwn(stores, { viewer, cartId: from.id, pricing });
    return copy(stores, from, { viewer, pricing, newId: dependencies.newId });
  });
}

/** The viewer's own cart, brought in line with the catalogue. */
async function openOwn(
  stores: CartStores,
  own: { readonly viewer: Viewer; readonly cartId: string; readonly pricing: Pricing },
): Promise<RestoreCartOutcome> {
  const outcome = await changeCart<never>(stores, {
    ...own,
    decide: (cart) => ({ kind: 'changed', cart, warnings: [] }),
  });
  return outcome.kind === 'not-found' ? { kind: 'link-invalid' } : outcome;
}

async function copy(
  stores: CartStores,
  from: Cart,
  {
    viewer,
    pricing,
    newId,
  }: Pick<CartDependencies, 'newId'> & {
    readonly viewer: Viewer;
    readonly pricing: Pricing;
  },
): Promise<CartChanged | NotRestored> {
  const { now } = pricing;
  const owner = { ownerId: viewer.id, isGuests: viewer.role === 'GUEST' };
  const { cart: into, isNew } = await openCart(stores, { ...owner, currency: from.currency, now, newId });
  const offers = await findOffersOf(stores.offers, from.lines, into.currency);
  const change = restoreLines(into, { from, offers, newId });
  return change.kind === 'changed' ? storeChanged(stores, change, { isNew, pricing }) : change;
}

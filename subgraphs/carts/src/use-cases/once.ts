import { ownerIds, type Viewer } from '@cartwright/identity';
import { asSeenAt } from '../domain/lapse.ts';
import { quoteCart } from '../domain/quote-cart.ts';
import type { CartStore } from '../repository/carts-repository.ts';
import type { KeyUse } from '../repository/idempotency-keys.ts';
import type { CartChanged } from './change-cart.ts';

/** A key that was used for other input before. */
export interface KeyConflict {
  readonly kind: 'key-conflict';
}

/** A change that a client may send more than once. */
export interface RepeatableChange<Outcome> {
  readonly viewer: Viewer;
  readonly use: Omit<KeyUse, 'userId'>;
  readonly now: Date;
  readonly change: () => Promise<Outcome>;
}

/** Makes a change once per key: a repeat is answered with the cart as it is now and the first answer's warnings. */
export async function once<Outcome extends { readonly kind: string }>(
  store: CartStore,
  { viewer, use, now, change }: RepeatableChange<Outcome>,
): Promise<Outcome | CartChanged | KeyConflict> {
  const keyUse = { ...use, userId: viewer.id };
  const claim = await store.claimKey(keyUse, now);
  if (claim.kind === 'conflict') return { kind: 'key-conflict' };
  if (claim.kind === 'repeat') {
    const [found] = await store.byIds([claim.cartId]);
    if (found !== undefined && ownerIds(viewer).includes(found.cart.ownerId)) {
      const cart = quoteCart(asSeenAt(found.cart, now));
      return { kind: 'changed', cart, warnings: claim.warnings };
    }
  }
  const outcome = await change();
  if (isChanged(outcome)) await store.completeKey(keyUse, outcome.cart.cart.id, outcome.warnings);
  else await store.releaseKey(keyUse);
  return outcome;
}

function isChanged(outcome: { readonly kind: string } | CartChanged): outcome is CartChanged {
  return outcome.kind === 'changed';
}

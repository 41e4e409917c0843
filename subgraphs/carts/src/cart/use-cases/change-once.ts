import type { Statements } from '@cartwright/database';
import { once, type KeyReused, type KeyUse } from '@cartwright/idempotency';
import { ownerIds, type Viewer } from '@cartwright/identity';
import type { Tables } from '../../generated/tables.ts';
import type { CartStores, Dependencies } from '../ports.ts';
import { findCarts } from '../repository/read-carts.ts';
import { asSeenAt } from '../rules/freeze-expiry.ts';
import { quoteCart } from '../rules/quote-cart.ts';
import type { Warning } from '../rules/warning.ts';
import type { CartChanged } from './change-cart.ts';
import { transactCarts } from './transact-carts.ts';

/** A change that a client may send more than once. */
export interface OnceRequest<Refusal> {
  readonly viewer: Viewer;
  readonly use: Omit<KeyUse, 'ownerIds'>;
  readonly change: (stores: CartStores, now: Date) => Promise<CartChanged | Refusal>;
}

/** What a key stands for: the cart that was changed, and what the first answer warned of. */
interface Kept {
  readonly cartId: string;
  readonly warnings: readonly Warning[];
}

/** Makes a change once per key: a replay is answered with the cart as it is now and the first answer's warnings. */
export function changeOnce<Refusal extends { readonly kind: string }>(
  dependencies: Dependencies,
  { viewer, use, change }: OnceRequest<Refusal>,
): Promise<CartChanged | Refusal | KeyReused> {
  return transactCarts(dependencies, (stores, tx) => {
    const now = dependencies.now();
    const keyUse = { ...use, ownerIds: ownerIds(viewer) };
    return once<CartChanged | Refusal, Kept>(
      tx,
      { use: keyUse, now },
      {
        change: () => change(stores, now),
        keep: (outcome) =>
          isChanged(outcome) ? { cartId: outcome.cart.cart.id, warnings: outcome.warnings } : undefined,
        replay: (kept) => replay(tx, kept, { viewer, now }),
      },
    );
  });
}

/** Undefined when the viewer no longer has the cart. */
async function replay(
  db: Statements<Tables>,
  { cartId, warnings }: Kept,
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<CartChanged | undefined> {
  const [found] = await findCarts(db, [cartId]);
  if (found === undefined || !ownerIds(viewer).includes(found.cart.ownerId)) return undefined;
  return { kind: 'changed', cart: quoteCart(asSeenAt(found.cart, now)), warnings };
}

function isChanged(outcome: { readonly kind: string }): outcome is CartChanged {
  return outcome.kind === 'changed';
}

import type { Statements, Transaction } from '@cartwright/database';
import { onceEach, type KeyReused, type KeyUse } from '@cartwright/idempotency';
import { ownerIds, type Viewer } from '@cartwright/identity';
import type { Tables } from '../../generated/tables.ts';
import type { Pricing } from '../../pricing/door.ts';
import type { CartStores, Dependencies } from '../ports.ts';
import { findCarts } from '../repository/read-carts.ts';
import { asSeenAt } from '../rules/freeze-expiry.ts';
import { quoteCart } from '../rules/quote-cart.ts';
import type { Warning } from '../rules/warning.ts';
import type { CartChanged } from './change-cart.ts';
import { transactCarts } from './transact-carts.ts';

/** Somebody's request, which may be sent more than once. */
interface FromViewer {
  readonly viewer: Viewer;
}

/** Changes that clients may send more than once, each another viewer's. */
export interface OnceRequests<Request, Refusal> {
  readonly requests: readonly Request[];
  readonly useOf: (request: Request) => Omit<KeyUse, 'ownerIds'>;
  /** Makes changes, or refuses them; aligned with the requests. */
  readonly change: (
    changing: Changing,
    requests: readonly Request[],
  ) => Promise<readonly (CartChanged | Refusal)[]>;
}

/** The transaction that changes are made in. */
export interface Changing {
  readonly stores: CartStores;
  readonly tx: Transaction<Tables>;
  readonly now: Date;
  readonly pricing: Pricing;
}

/** What a key stands for: the cart that was changed, and what the first answer warned of. */
interface Kept {
  readonly cartId: string;
  readonly warnings: readonly Warning[];
}

/** A change that a client may send more than once. */
export interface OnceRequest<Refusal> extends FromViewer {
  readonly use: Omit<KeyUse, 'ownerIds'>;
  readonly change: (changing: Changing) => Promise<CartChanged | Refusal>;
}

/** Makes one change once per key. */
export async function changeOnce<Refusal extends { readonly kind: string }>(
  dependencies: Dependencies,
  request: OnceRequest<Refusal>,
): Promise<CartChanged | Refusal | KeyReused> {
  const [outcome] = await changeEachOnce<OnceRequest<Refusal>, Refusal>(dependencies, {
    requests: [request],
    useOf: ({ use }) => use,
    change: async (changing) => [await request.change(changing)],
  });
  if (outcome === undefined) throw new RangeError('A change has no outcome');
  return outcome;
}

/** Makes changes once per key, aligned: a replay is answered with the cart as it is now and the first answer's warnings. */
export async function changeEachOnce<Request extends FromViewer, Refusal extends { readonly kind: string }>(
  dependencies: Dependencies,
  { requests, useOf, change }: OnceRequests<Request, Refusal>,
): Promise<(CartChanged | Refusal | KeyReused)[]> {
  const now = dependencies.now();
  const pricing = await dependencies.terms.at(now);
  return transactCarts(dependencies, (stores, tx) => {
    const keyUseOf = (request: Request): KeyUse => {
      return { ...useOf(request), ownerIds: ownerIds(request.viewer) };
    };
    return onceEach<Request, CartChanged | Refusal, Kept>(
      tx,
      { requests, useOf: keyUseOf, now },
      {
        change: (fresh) => change({ stores, tx, now, pricing }, fresh),
        keep: (outcome) =>
          isChanged(outcome) ? { cartId: outcome.cart.cart.id, warnings: outcome.warnings } : undefined,
        replay: (kept, { viewer }) => replay(tx, kept, { viewer, pricing }),
      },
    );
  });
}

/** Undefined when the viewer no longer has the cart. */
async function replay(
  db: Statements<Tables>,
  { cartId, warnings }: Kept,
  { viewer, pricing }: { viewer: Viewer; pricing: Pricing },
): Promise<CartChanged | undefined> {
  const [found] = await findCarts(db, [cartId]);
  if (found === undefined || !ownerIds(viewer).includes(found.cart.ownerId)) return undefined;
  return { kind: 'changed', cart: quoteCart(asSeenAt(found.cart, pricing.now), pricing), warnings };
}

function isChanged(outcome: { readonly kind: string }): outcome is CartChanged {
  return outcome.kind === 'changed';
}

import { fingerprint } from '@cartwright/database';
import { type Viewer } from '@cartwright/identity';
import { addLines, type AddLinesOutcome, type WantedLine } from '../domain/add-lines.ts';
import {
  changeBuyerIdentity,
  type BuyerIdentityChange,
  type BuyerIdentityOutcome,
} from '../domain/buyer-identity.ts';
import type { Cart, StoreCurrency } from '../domain/cart.ts';
import { changeCurrency } from '../domain/change-currency.ts';
import { hasLapsed } from '../domain/lapse.ts';
import type { CartStore } from '../repository/carts-repository.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { saveChange, type CartChanged } from './change-cart.ts';
import type { Dependencies } from './dependencies.ts';
import { offersFor } from './offers-for.ts';
import { once, type KeyConflict } from './once.ts';
import { reopen } from './reopen.ts';

/** What a cart starts with. */
export interface CreateCartRequest {
  readonly viewer: Viewer;
  readonly idempotencyKey: string;
  /** Null when the client does not say: a new cart gets `defaultCurrency`, one in use keeps its own. */
  readonly currency: StoreCurrency | null;
  readonly defaultCurrency: StoreCurrency;
  readonly lines: readonly WantedLine[];
  readonly buyer: BuyerIdentityChange;
}

type Refusal =
  Exclude<AddLinesOutcome, { kind: 'changed' }> | Extract<BuyerIdentityOutcome, { kind: 'invalid' }>;

export type CreateCartOutcome = CartChanged | Refusal | KeyConflict;

/** Starts a cart, or gives back the one in use, with lines and buyer added to it. */
export type CreateCart = (request: CreateCartRequest) => Promise<CreateCartOutcome>;

/** Builds the use case. */
export function createCreateCart(dependencies: Dependencies): CreateCart {
  return async (request) => {
    const { viewer, idempotencyKey, currency, lines, buyer } = request;
    await adoptForViewer(dependencies, viewer);
    const use = {
      operation: 'cartCreate',
      key: idempotencyKey,
      fingerprint: fingerprint({ currency, lines, buyer }),
    };
    return dependencies.repository.transaction((store) => {
      const now = dependencies.now();
      const change = (): Promise<CartChanged | Refusal> =>
        start(store, request, { ...dependencies, at: now });
      return once(store, { viewer, use, now, change });
    });
  };
}

interface Moment extends Pick<Dependencies, 'newId'> {
  readonly at: Date;
}

async function start(
  store: CartStore,
  request: CreateCartRequest,
  { newId, at }: Moment,
): Promise<CartChanged | Refusal> {
  const inUse = await cartInUse(store, request.viewer.id, at);
  const cart = await inWantedCurrency(store, inUse ?? newCart(request, newId(), at), request.currency);
  const identity = changeBuyerIdentity(cart.buyer, request.buyer);
  if (identity.kind === 'invalid') return identity;
  const offers = await offersFor(store, request.lines, cart.currency);
  const added = addLines({ ...cart, buyer: identity.buyer }, { wanted: request.lines, offers, newId });
  if (added.kind !== 'changed') return added;
  if (inUse === null) await store.insert(added.cart);
  return saveChange(store, added, at);
}

async function cartInUse(store: CartStore, ownerId: string, now: Date): Promise<Cart | null> {
  const carts = await store.lockInUse([ownerId]);
  const active = carts.find(({ status }) => status === 'ACTIVE');
  const lapsed = carts.find((cart) => hasLapsed(cart, now));
  return active ?? (lapsed === undefined ? null : reopen(store, lapsed, now));
}

async function inWantedCurrency(store: CartStore, cart: Cart, wanted: StoreCurrency | null): Promise<Cart> {
  if (wanted === null || wanted === cart.currency) return cart;
  return changeCurrency(cart, wanted, await offersFor(store, cart.lines, wanted));
}

function newCart({ viewer, currency, defaultCurrency }: CreateCartRequest, id: string, now: Date): Cart {
  return {
    id,
    ownerId: viewer.id,
    currency: currency ?? defaultCurrency,
    status: 'ACTIVE',
    lines: [],
    buyer: { email: null, countryCode: null, postalCode: null },
    deliveryOption: null,
    freeze: null,
    createdAt: now,
    updatedAt: now,
  };
}

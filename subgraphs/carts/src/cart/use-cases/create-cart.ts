import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import { invalidInput, within, type InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import type { CartStores, Dependencies } from '../ports.ts';
import { addLines, type AddLinesOutcome, type WantedLine } from '../rules/add-lines.ts';
import { changeBuyerIdentity, type BuyerIdentityChange } from '../rules/buyer-identity.ts';
import { newCart, type Cart } from '../rules/cart.ts';
import { changeCurrency } from '../rules/change-currency.ts';
import { hasExpired } from '../rules/freeze-expiry.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { saveChange, type CartChanged } from './change-cart.ts';
import { changeOnce } from './change-once.ts';
import { findOffersOf } from './find-offers-of.ts';
import { reopenCart } from './reopen-cart.ts';

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

type Refusal = Exclude<AddLinesOutcome, { kind: 'changed' }> | InvalidInput;

/** How starting a cart ends. */
export type CreateCartOutcome = CartChanged | Refusal | KeyReused;

/** Starts a cart, or gives back the one in use, with lines and buyer added to it; once per idempotency key. */
export async function createCart(
  dependencies: Dependencies,
  request: CreateCartRequest,
): Promise<CreateCartOutcome> {
  const { viewer, idempotencyKey: key, currency, lines, buyer } = request;
  await adoptForViewer(dependencies, viewer);
  return changeOnce<Refusal>(dependencies, {
    viewer,
    use: { operation: 'cartCreate', key, fingerprint: fingerprint({ currency, lines, buyer }) },
    change: (stores, now) => start(stores, request, { newId: dependencies.newId, now }),
  });
}

async function start(
  stores: CartStores,
  { viewer: { id: ownerId, role }, currency, defaultCurrency, lines, buyer }: CreateCartRequest,
  { newId, now }: { readonly newId: () => string; readonly now: Date },
): Promise<CartChanged | Refusal> {
  const inUse = await cartInUse(stores, ownerId, now);
  const present = inUse ?? newCart({ id: newId(), ownerId, currency: currency ?? defaultCurrency, now });
  const cart = await inCurrency(stores, present, currency ?? present.currency);
  const identity = changeBuyerIdentity(cart.buyer, buyer);
  if (identity.kind === 'invalid-input') {
    return invalidInput(...within(['buyerIdentity'], identity.fields));
  }
  const offers = await findOffersOf(stores.offers, lines, cart.currency);
  const added = addLines({ ...cart, buyer: identity.buyer }, { wanted: lines, offers, newId });
  if (added.kind !== 'changed') return added;
  if (inUse === undefined) await stores.carts.insertCart(added.cart, role === 'GUEST');
  return saveChange(stores.carts, added, now);
}

async function cartInUse(stores: CartStores, ownerId: string, now: Date): Promise<Cart | undefined> {
  const carts = await stores.carts.lockCartsInUse([ownerId]);
  const active = carts.find(({ status }) => status === 'ACTIVE');
  const expired = carts.find((cart) => hasExpired(cart, now));
  return active ?? (expired && reopenCart(stores, expired, now));
}

async function inCurrency({ offers }: CartStores, cart: Cart, currency: StoreCurrency): Promise<Cart> {
  if (currency === cart.currency) return cart;
  return changeCurrency(cart, currency, await findOffersOf(offers, cart.lines, currency));
}

import { gather } from '@cartwright/database';
import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import { invalidInput, within, type InvalidInput } from '@cartwright/input';
import type { TooManyMetafields } from '@cartwright/metafields';
import type { StoreCurrency } from '@cartwright/money';
import type { Offer } from '../../offers/door.ts';
import type { CartStores, Dependencies } from '../ports.ts';
import { addLines, type AddLinesOutcome } from '../rules/add-lines.ts';
import { changeBuyerIdentity, type BuyerIdentityChange } from '../rules/buyer-identity.ts';
import { newCart, type Cart } from '../rules/cart.ts';
import type { CartChange } from '../rules/cart-change.ts';
import { changeCurrency } from '../rules/change-currency.ts';
import { sayOfLines, type SaidOfLine } from '../rules/say-of-lines.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { refreshed, type CartChanged } from './change-cart.ts';
import { cartsInUse } from './carts-in-use.ts';
import { changeEachOnce, type Changing } from './change-once.ts';
import { findOffersOf } from './find-offers-of.ts';
import type { AllowedBy } from './hold-rules.ts';
import { allowSaidOfLines, holdRulesOfLines, readSaidOfLines, type GivenLine } from './said-of-lines.ts';

/** What a cart starts with. */
export interface CreateCartRequest {
  readonly viewer: Viewer;
  readonly idempotencyKey: string;
  /** Null when the client does not say: a new cart gets `defaultCurrency`, one in use keeps its own. */
  readonly currency: StoreCurrency | null;
  readonly defaultCurrency: StoreCurrency;
  readonly lines: readonly GivenLine[];
  readonly buyer: BuyerIdentityChange;
}

type Refusal = Exclude<AddLinesOutcome, { kind: 'changed' }> | TooManyMetafields | InvalidInput;

/** How starting a cart ends. */
export type CreateCartOutcome = CartChanged | Refusal | KeyReused;

/** Starts a cart, or gives back the one in use, with lines and buyer added to it; once per idempotency key. */
export type CreateCart = (request: CreateCartRequest) => Promise<CreateCartOutcome>;

const batchSize = 64;

/** A request whose input is read. */
interface ReadRequest extends CreateCartRequest {
  readonly said: readonly SaidOfLine[];
}

/** Builds what starts carts: those of different owners that are started at the same time share a transaction. */
export function startingCarts(dependencies: Dependencies): CreateCart {
  const create = gather({
    limit: batchSize,
    keyOf: ({ viewer }: ReadRequest) => viewer.id,
    run: (requests) => createCarts(dependencies, requests),
  });
  return async (given) => {
    const said = readSaidOfLines(given.lines);
    if (said.kind === 'invalid-input') return said;
    const request = { ...given, said: said.value };
    const { id, guestId = id } = request.viewer;
    if (guestId === id) return create(request);
    // By itself: a guest's keys and carts count as the customer's, and the guest may be in the same batch.
    await adoptForViewer(dependencies, request.viewer);
    const [outcome] = await createCarts(dependencies, [request]);
    if (outcome === undefined) throw new RangeError('A cart has no outcome');
    return outcome;
  };
}

/** Starts carts, each of another owner; aligned. */
function createCarts(
  dependencies: Dependencies,
  requests: readonly ReadRequest[],
): Promise<CreateCartOutcome[]> {
  return changeEachOnce<ReadRequest, Refusal>(dependencies, {
    requests,
    useOf: ({ idempotencyKey: key, currency, lines, buyer }) => {
      return { operation: 'cartCreate', key, fingerprint: fingerprint({ currency, lines, buyer }) };
    },
    change: (changing, fresh) => start(changing, fresh, dependencies.newId),
  });
}

async function start(
  { stores, tx, now, pricing }: Changing,
  requests: readonly ReadRequest[],
  newId: () => string,
): Promise<(CartChanged | Refusal)[]> {
  const ownerIds = requests.map(({ viewer }) => viewer.id);
  const inUse = await cartsInUse(stores, ownerIds, now);
  const asked = requests.map((request) => {
    const { viewer, currency, defaultCurrency } = request;
    const isGuests = viewer.role === 'GUEST';
    const ofOwner = { ownerId: viewer.id, isGuests, currency: currency ?? defaultCurrency, now };
    const cart = inUse.get(viewer.id) ?? newCart({ id: newId(), ...ofOwner });
    return { request, cart, currency: currency ?? cart.currency };
  });
  const offersIn = await offersOf(stores, asked);
  const groupIds = await groupsFor(stores, asked, offersIn);
  const allowed = await holdRulesOfLines(
    tx,
    requests.flatMap(({ said }) => said),
  );
  const decided = asked.map(({ request, cart: present, currency }) => {
    const cart = { ...present, groupIds: groupIds.get(present.ownerId) ?? present.groupIds };
    const offers = offersIn.get(currency) ?? new Map<never, never>();
    const change = decide(request, cart, { newId, currency, offers, allowed });
    return change.kind === 'changed' ? refreshed(change, pricing) : { outcome: change, toStore: null };
  });
  const stored = decided.flatMap(({ toStore }) => toStore ?? []);
  const isNew = ({ ownerId }: Cart): boolean => !inUse.has(ownerId);
  await stores.carts.insertCarts(stored.filter(isNew));
  await stores.carts.saveCarts(stored.filter((cart) => !isNew(cart)));
  return decided.map(({ outcome }) => outcome);
}

/** The groups of owners, where a price of theirs can depend on it. */
async function groupsFor(
  { offers }: CartStores,
  asked: readonly Asked[],
  offersIn: ReadonlyMap<StoreCurrency, ReadonlyMap<string, Offer>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = [...offersIn.values()].flatMap((found) => [...found.values()]);
  const isOfGroups = known.some(({ priceLists }) => priceLists.some(({ groupIds }) => groupIds.length > 0));
  if (!isOfGroups) return new Map();
  return offers.findGroups(asked.map(({ cart }) => cart.ownerId));
}

interface Deciding {
  readonly newId: () => string;
  readonly currency: StoreCurrency;
  /** What is known in that currency of what is in the cart and of what is wanted. */
  readonly offers: ReadonlyMap<string, Offer>;
  /** What is laid down of what is said of lines. */
  readonly allowed: AllowedBy;
}

function decide(
  { lines, buyer, said }: ReadRequest,
  present: Cart,
  { newId, currency, offers, allowed }: Deciding,
): CartChange | Refusal {
  const cart = currency === present.currency ? present : changeCurrency(present, currency, offers);
  const identity = changeBuyerIdentity(cart.buyer, buyer);
  if (identity.kind === 'invalid-input') {
    return invalidInput(...within(['buyerIdentity'], identity.fields));
  }
  const added = addLines({ ...cart, buyer: identity.buyer }, { wanted: lines, offers, newId });
  if (added.kind !== 'changed') return added;
  const checked = allowSaidOfLines(said, allowed);
  return 'kind' in checked ? checked : sayOfLines(added, checked);
}

interface Asked {
  readonly request: ReadRequest;
  readonly cart: Cart;
  /** What the cart is to be in. */
  readonly currency: StoreCurrency;
}

/** By currency, and by variant id. */
async function offersOf(
  { offers }: CartStores,
  asked: readonly Asked[],
): Promise<ReadonlyMap<StoreCurrency, ReadonlyMap<string, Offer>>> {
  const found = new Map<StoreCurrency, ReadonlyMap<string, Offer>>();
  for (const [currency, carts] of Map.groupBy(asked, (one) => one.currency)) {
    const lines = carts.flatMap(({ request, cart }) => [
      ...request.lines,
      ...(cart.currency === currency ? [] : cart.lines),
    ]);
    found.set(currency, await findOffersOf(offers, lines, currency));
  }
  return found;
}

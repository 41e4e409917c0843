import { gather } from '@cartwright/database';
import type { CartFreezeRequest, CartFreezeResponse, FrozenCart } from '@cartwright/events';
import { adoptCarts, transactCarts, type Cart } from '../../cart/door.ts';
import type { Dependencies, FreezingStores, OrderUses, PromotionUses } from '../ports.ts';
import { decideFreeze, type FreezeContext, type FreezeDecision } from '../rules/decide-freeze.ts';

const batchSize = 64;

/** Freezes a cart and its price for one order; asked again for that order, the answer is the same. */
export type FreezeCart = (request: CartFreezeRequest) => Promise<CartFreezeResponse>;

/** Builds what freezes carts: those of different buyers that are asked for at the same time share a transaction. */
export function freezingCarts(dependencies: Dependencies): FreezeCart {
  return gather({
    limit: batchSize,
    keyOf: ({ customerId }: CartFreezeRequest) => customerId,
    run: (requests) => freezeCarts(dependencies, requests),
  });
}

/** Freezes carts, each of another buyer. */
function freezeCarts(
  dependencies: Dependencies,
  requests: readonly CartFreezeRequest[],
): Promise<CartFreezeResponse[]> {
  const { terms, newId } = dependencies;
  return transactCarts(dependencies, async (stores, tx) => {
    const now = dependencies.now();
    await adoptGuests(stores, requests, now);
    const carts = await stores.carts.lockCarts(
      requests.map(({ cartId, customerId: ownerId }) => ({ cartId, ownerId })),
    );
    const before = await stores.outcomes.beforeFreeze(requests.map(({ orderId }) => orderId));
    const version = before.termsVersion;
    const context = { pricing: await terms.within(tx, { version, now }), newId };
    const asked = requests.map((request, index) => {
      const hasEnded = before.outcomes.has(request.orderId);
      return { request, cart: carts[index], context: { ...context, hasEnded } };
    });
    const decided = await decideWithUses(stores.uses, asked);
    await stores.carts.saveCarts(decided.flatMap(({ frozen }) => frozen ?? []));
    return decided.map(({ response }) => response);
  });
}

/** A request with the cart that it is for. */
interface Asked {
  readonly request: CartFreezeRequest;
  readonly cart: Cart | undefined;
  readonly context: FreezeContext;
}

const notFound: FreezeDecision = {
  response: { outcome: 'cart-unavailable', reason: 'not-found' },
  frozen: null,
  uses: [],
};

/**
 * Decides about freezes and reserves the uses that they stand on; where one is used up, the cart is decided about again without it. It then
 * uses of promotions only those whose counts are locked; one that would use others has to be looked at again by its buyer.
 */
async function decideWithUses(
  uses: PromotionUses,
  asked: readonly Asked[],
  locked?: ReadonlySet<string>,
): Promise<FreezeDecision[]> {
  const decided = asked.map(({ cart, request, context }) =>
    cart === undefined ? notFound : usingOnly(locked, decideFreeze(cart, request, context)),
  );
  const wanted = decided.flatMap((decision, index) => usesOf(decision, asked[index]?.cart));
  if (wanted.length === 0) return decided;
  const usedUp = await uses.reserveUses(wanted);
  const isReserved = [...usedUp.values()].every((ids) => ids.length === 0);
  // Each time at least one promotion less is tried.
  return isReserved ? decided : decideWithout(uses, { asked, decided, usedUp });
}

function usingOnly(locked: ReadonlySet<string> | undefined, decision: FreezeDecision): FreezeDecision {
  const { response, uses } = decision;
  if (response.outcome !== 'frozen' || locked === undefined) return decision;
  if (uses.every(({ promotionId }) => locked.has(promotionId))) return decision;
  const { totalMinor: actualTotalMinor, currency } = response.cart;
  return { response: { outcome: 'price-changed', actualTotalMinor, currency }, frozen: null, uses: [] };
}

function usesOf({ frozen, uses }: FreezeDecision, cart: Cart | undefined): OrderUses[] {
  const replaces = hasUses(cart?.freeze?.snapshot) ? (cart?.freeze?.orderId ?? null) : null;
  if (frozen?.freeze == null || (uses.length === 0 && replaces === null)) return [];
  const { ownerId, isGuests, freeze } = frozen;
  const customerId = isGuests ? null : ownerId;
  return [{ orderId: freeze.orderId, customerId, email: freeze.snapshot.email, uses, replaces }];
}

function hasUses(snapshot: FrozenCart | undefined): boolean {
  return (snapshot?.promotions ?? []).length > 0;
}

async function decideWithout(
  uses: PromotionUses,
  {
    asked,
    decided,
    usedUp,
  }: {
    readonly asked: readonly Asked[];
    readonly decided: readonly FreezeDecision[];
    readonly usedUp: ReadonlyMap<string, readonly string[]>;
  },
): Promise<FreezeDecision[]> {
  const again = asked.flatMap((one) => {
    const ids = usedUp.get(one.request.orderId) ?? [];
    if (ids.length === 0) return [];
    const without = new Set([...(one.context.without ?? []), ...ids]);
    return [{ ...one, context: { ...one.context, without } }];
  });
  // A lock that is taken later than the first ones could be waited for in a circle.
  const locked = new Set(decided.flatMap((decision) => decision.uses.map(({ promotionId }) => promotionId)));
  const anew = await decideWithUses(uses, again, locked);
  const byOrder = new Map(again.map(({ request }, index) => [request.orderId, anew[index]]));
  return decided.map((decision, index) => byOrder.get(asked[index]?.request.orderId ?? '') ?? decision);
}

async function adoptGuests(
  stores: FreezingStores,
  requests: readonly CartFreezeRequest[],
  now: Date,
): Promise<void> {
  for (const { guestId, customerId } of requests)
    if (guestId !== undefined) await adoptCarts(stores, { guestId, customerId }, now);
}

import { createHash } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type EventReader, type GraphqlClient } from '../support/graphql-client.ts';
import { inTurns } from '../support/in-turns.ts';
import { mutate } from '../support/mutate.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  place,
  placeInput,
  register,
  type Cart,
} from '../support/shopper.ts';
import { adjustStock, setPrice, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
const buyers = 200;
const budget = 50;

interface Place {
  readonly state: string;
  readonly position: number | null;
  readonly ticket: string;
}
type PlaceEvents = EventReader<{ queueStatusChanged: Place }>;

/** A buyer with a cart who waits, and what they hear of their place. */
interface Waiting {
  readonly buyer: GraphqlClient;
  readonly cartId: string;
  readonly ticket: string;
  readonly events: PlaceEvents;
}

async function planOffer(staff: GraphqlClient, variantId: string): Promise<string> {
  const { flashOffer } = await mutate<{ flashOffer: { id: string } }>(staff, {
    name: 'flashOfferCreate',
    input: {
      ...{ variantId, price: { amount: '19.00', currencyCode: 'EUR' }, budget, limitPerCustomer: 1 },
      ...{ isQueued: true, startsAt: inSeconds(30), endsAt: inSeconds(3_600) },
    },
    select: '__typename ... on FlashOfferCreateSuccess { flashOffer { id } }',
  });
  return flashOffer.id;
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

async function join(buyer: GraphqlClient, flashOfferId: string): Promise<Place> {
  const { place: taken } = await mutate<{ place: Place }>(buyer, {
    name: 'queueJoin',
    input: { flashOfferId },
    select: '__typename ... on QueueJoinSuccess { place { state position ticket } }',
  });
  return taken;
}

const followPlace = (buyer: GraphqlClient, flashOfferId: string): PlaceEvents =>
  buyer.subscribe(
    'subscription ($id: ID!) { queueStatusChanged(flashOfferId: $id) { state position ticket } }',
    { id: flashOfferId },
  );

/** The cart once it has the offer's price. */
async function offered({ buyer, cartId }: Waiting): Promise<Cart> {
  const read = () => currentCart(buyer, cartId);
  await expect
    .poll(async () => (await read())?.cost.subtotal.amount, { timeout: 60_000, interval: 500 })
    .toBe('19.00');
  return (await read()) as Cart;
}

/** Orders, whether it is the buyer's turn or not. @returns why not, or CONFIRMED */
async function order(waiting: Waiting): Promise<string> {
  const { order: placed, __typename } = await place(waiting.buyer, placeInput(await offered(waiting)));
  if (placed === undefined) return __typename;
  await followToEnd(waiting.buyer, placed.id);
  const { order: ended } = await waiting.buyer.ask<{
    order: { status: string; cancellation: { reason: string } | null };
  }>('query ($id: ID!) { order(id: $id) { status cancellation { reason } } }', { id: placed.id });
  return ended.cancellation?.reason ?? ended.status;
}

/** What a buyer lived through until the offer was over for them, and when it was (ms). */
async function buy(waiting: Waiting, pushesIn: boolean) {
  const stateOnce = async (isOver: (state: string) => boolean) => {
    const told = await waiting.events.until(({ queueStatusChanged }) => isOver(queueStatusChanged.state));
    return told.at(-1)?.queueStatusChanged.state;
  };
  const first = await stateOnce((state) => state !== 'BEFORE_OPENING');
  const pushed = pushesIn && first === 'WAITING' ? await order(waiting) : undefined;
  const turn = first === 'WAITING' ? await stateOnce((state) => state !== 'WAITING') : first;
  // Whoever orders while their turn comes has ordered in turn.
  const inTurn = turn === 'ADMITTED' && pushed !== 'CONFIRMED' ? await order(waiting) : undefined;
  const state = turn === 'ADMITTED' ? await stateOnce((next) => next !== 'ADMITTED') : turn;
  const outcome = pushed === 'CONFIRMED' ? pushed : inTurn;
  return { ticket: waiting.ticket, pushed, outcome, state, at: Date.now() };
}

interface Draw {
  readonly commitment: string;
  readonly seed: string;
  readonly tickets: { readonly nodes: readonly { readonly ticket: string }[]; readonly totalCount: number };
}

it(
  'of 200 buyers who wait for 50 pieces those 50 get one who were drawn, whoever pushes in, and the others are told within two seconds',
  { timeout: 300_000 },
  async () => {
    const staff = await staffClient(graphqlUrl);
    const { id: variantId } = await findVariant(visitor, 20, 57);
    await adjustStock(staff, variantId, 500);
    await setPrice(staff, variantId, '80.00');
    const shoppers = await inTurns(Array.from({ length: buyers }), async () => {
      const buyer = await register(await guest(graphqlUrl));
      return { buyer, cartId: (await fillCart(buyer, [{ variantId, quantity: 1 }])).id };
    });
    const offerId = await planOffer(staff, variantId);
    const waiting = await inTurns(shoppers, async (shopper) => {
      const { ticket } = await join(shopper.buyer, offerId);
      return { ...shopper, ticket, events: followPlace(shopper.buyer, offerId) };
    });
    const all = await Promise.all(waiting.map((one, index) => buy(one, index % 10 === 0)));
    await Promise.all(waiting.map(({ events }) => events.close()));

    const winners = all.filter(({ outcome }) => outcome !== undefined);
    expect(winners.map(({ outcome, state }) => [outcome, state])).toEqual(
      Array.from({ length: budget }, () => ['CONFIRMED', 'ORDERED']),
    );
    const losers = all.filter(({ outcome }) => outcome === undefined);
    expect(new Set(losers.map(({ state }) => state))).toEqual(new Set(['SOLD_OUT']));
    const pushed = losers.flatMap((one) => one.pushed ?? []);
    expect(pushed.length).toBeGreaterThan(0);
    expect(['OFFER_NOT_ADMITTED', 'OFFER_SOLD_OUT', 'PriceChangedError']).toEqual(
      expect.arrayContaining(pushed),
    );
    const lastOf = (some: typeof all) => Math.max(...some.map(({ at }) => at));
    expect(lastOf(losers) - lastOf(winners)).toBeLessThan(2_000);

    const { flashOffers } = await visitor.ask<{ flashOffers: { nodes: [{ draw: Draw }] } }>(
      `query ($ids: [ID!]) { flashOffers(filters: { variantIds: $ids }, sort: NEWEST) { nodes {
        draw { commitment seed tickets(first: ${String(budget)}) { nodes { ticket } totalCount } } } } }`,
      { ids: [variantId] },
    );
    const { commitment, seed, tickets } = flashOffers.nodes[0].draw;
    expect(sha256(seed)).toBe(commitment);
    const drawn = all.map(({ ticket }) => ticket).toSorted((one, other) => digestOrder(seed, one, other));
    expect(tickets.totalCount).toBe(buyers);
    expect(tickets.nodes.map(({ ticket }) => ticket)).toEqual(drawn.slice(0, budget));
    expect(new Set(winners.map(({ ticket }) => ticket))).toEqual(new Set(drawn.slice(0, budget)));
  },
);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const digestOrder = (seed: string, one: string, other: string) =>
  sha256(seed + one) < sha256(seed + other) ? -1 : 1;

import { gather } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { findOffer, type FlashOffer } from '../../flash-offers/door.ts';
import type { Parts } from '../../parts.ts';
import { countPlaces, findPlaces, savePlaces } from '../repository/places.ts';
import { rankOf } from '../draw.ts';

/** Whose queue is read as a whole is not to be longer. */
export const mostPlaces = 50_000;
const joinsAtOnce = 500;

/** Who wants a place. */
export interface JoinQueue {
  readonly flashOfferId: string;
  readonly customerId: string;
}

/** What came of it. */
export interface JoinQueueOutcome {
  readonly kind: 'joined' | 'not-found' | 'not-queued' | 'ended' | 'bought' | 'full';
}

type Dependencies = Pick<Parts, 'database' | 'newId' | 'now'>;

/** Takes places; those that are asked for at the same time share their statements. */
export function createJoinQueue(dependencies: Dependencies): (join: JoinQueue) => Promise<JoinQueueOutcome> {
  return gather<JoinQueue, JoinQueueOutcome>({
    limit: joinsAtOnce,
    keyOf: ({ flashOfferId, customerId }) => `${flashOfferId} ${customerId}`,
    soon: queueMicrotask,
    run: (joins) => joinAll(dependencies, joins),
  });
}

async function joinAll(
  dependencies: Dependencies,
  joins: readonly JoinQueue[],
): Promise<readonly JoinQueueOutcome[]> {
  const outcomes = new Map<JoinQueue, JoinQueueOutcome['kind']>();
  for (const [offerId, ofOffer] of Map.groupBy(joins, ({ flashOfferId }) => flashOfferId)) {
    const kinds = await joinOne(dependencies, offerId, ofOffer);
    for (const [index, join] of ofOffer.entries()) outcomes.set(join, kinds[index] ?? 'not-found');
  }
  return joins.map((join) => ({ kind: outcomes.get(join) ?? 'not-found' }));
}

async function joinOne(
  dependencies: Dependencies,
  offerId: string,
  joins: readonly JoinQueue[],
): Promise<JoinQueueOutcome['kind'][]> {
  const { database, now } = dependencies;
  const offer = isId(offerId) ? await findOffer(database.statements, offerId) : undefined;
  const refusal = refusalOf(offer, now());
  if (offer === undefined || refusal !== undefined) return joins.map(() => refusal ?? 'not-found');
  const wanted = joins.map(({ customerId }) => customerId);
  const fitting = await fittingOf(dependencies, offer, wanted);
  await savePlaces(database.statements, newPlaces(dependencies, offer, fitting));
  const places = await findPlaces(database.statements, offerId, wanted);
  const held = new Set(
    places.flatMap(({ status, customerId }) => (status === 'ORDERED' ? [] : [customerId])),
  );
  const fits = new Set(fitting);
  return wanted.map((customerId) => {
    if (!fits.has(customerId)) return 'full';
    return held.has(customerId) ? 'joined' : 'bought';
  });
}

function refusalOf(offer: FlashOffer | undefined, now: Date): JoinQueueOutcome['kind'] | undefined {
  if (offer === undefined) return 'not-found';
  if (!offer.isQueued) return 'not-queued';
  return offer.endedAt !== null || offer.endsAt <= now || offer.sold >= offer.budget ? 'ended' : undefined;
}

/** Those for whom there is a place: they have one, or there are enough. */
async function fittingOf(
  { database: { statements } }: Dependencies,
  { id }: FlashOffer,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const left = mostPlaces - (await countPlaces(statements, id));
  if (wanted.length <= left) return wanted;
  const known = new Set((await findPlaces(statements, id, wanted)).map(({ customerId }) => customerId));
  const fresh = wanted.filter((customerId) => !known.has(customerId));
  return [...known, ...fresh.slice(0, Math.max(0, left))];
}

function newPlaces({ newId, now }: Dependencies, offer: FlashOffer, customerIds: readonly string[]) {
  const { id: offerId, startsAt, drawSeed } = offer;
  const joinedAt = now();
  return customerIds.map((customerId) => {
    const ticket = newId();
    const ranked = rankOf({ drawSeed: drawSeed ?? '', startsAt }, { ticket, joinedAt });
    return { offerId, customerId, ticket, joinedAt, ...ranked };
  });
}

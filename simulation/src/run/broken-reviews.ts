import type { Violation } from '@cartwright/invariants';
import type { PaymentRecord } from '@cartwright/payments';
import type { OrderWithLines } from '@cartwright/orders';
import type { Shop } from '../buyers/shop.ts';
import { acceptedPerCard, fingerprintOf } from '../provider/tokens.ts';

const hourMs = 60 * 60_000;

/**
 * At rest: staff decided each review once at most and as one of them wanted, nothing was taken that nobody wanted to take,
 * and no card was taken more often than its rule allows.
 */
export function brokenReviews(shop: Shop): Violation[] {
  const { orders, payments } = shop.store;
  return [
    ...[...orders.orders.committed.values()].flatMap((order) => [
      ...decidedTwice(shop, order),
      ...decidedOtherwise(shop, order),
      ...neverAsked(order),
    ]),
    ...[...payments.payments.committed.values()].flatMap((payment) => takenUnseen(shop, payment)),
    ...takenTooOften(shop),
  ];
}

function decidedTwice({ decisions }: Shop, { id }: OrderWithLines): Violation[] {
  const { accepted = new Set() } = decisions.get(id) ?? {};
  return accepted.size > 1 ? [violation(id, 'was approved and rejected')] : [];
}

const wanted = { APPROVED: 'APPROVE', REJECTED: 'REJECT' } as const;

function decidedOtherwise({ decisions }: Shop, { id, reviewState }: OrderWithLines): Violation[] {
  const { sent = new Set(), accepted = new Set() } = decisions.get(id) ?? {};
  const decision = reviewState === 'APPROVED' || reviewState === 'REJECTED' ? wanted[reviewState] : undefined;
  const isUnwanted = decision !== undefined && !sent.has(decision);
  const isOther = [...accepted].some((one) => one !== decision);
  return isUnwanted || isOther ? [violation(id, `is ${reviewState}, and staff wanted another`)] : [];
}

/** Payments took nothing, since orders did not wait for the staff, or did not say that they had approved. */
function neverAsked({ id, cancellationMessage }: OrderWithLines): Violation[] {
  return cancellationMessage === 'The payment is to be checked before it is taken.'
    ? [violation(id, 'was given up, since payments had not heard of its review')]
    : [];
}

function takenUnseen({ store, decisions }: Shop, { id, orderId, riskDecision }: PaymentRecord): Violation[] {
  const charge = store.provider.books.find(id);
  if (riskDecision === 'REFUSE' && charge !== undefined)
    return [violation(orderId, 'was refused, and the provider was asked')];
  const isTaken = charge !== undefined && charge.capturedMinor > 0;
  const isSeen = decisions.get(orderId)?.sent.has('APPROVE') === true;
  return riskDecision === 'REVIEW' && isTaken && !isSeen
    ? [violation(orderId, 'was taken, and nobody has looked at it')]
    : [];
}

/** By when the payments were judged, which is what the rule goes by. */
function takenTooOften({ store: { payments } }: Shop): Violation[] {
  const accepted = [...payments.payments.committed.values()].filter(
    ({ riskDecision, methodToken }) => riskDecision === 'ACCEPT' && fingerprintOf(methodToken) !== null,
  );
  return [...Map.groupBy(accepted, ({ methodToken }) => methodToken).values()].flatMap((own) => {
    const seen = own
      .flatMap(({ id }) => payments.sightings.committed.get(id)?.seenAt.getTime() ?? 0)
      .sort((a, b) => a - b);
    const isTooOften = seen.some((at, index) => at - (seen[index - acceptedPerCard] ?? -Infinity) < hourMs);
    return isTooOften
      ? [violation(own[0]?.orderId ?? '', 'was paid with a card that was used too often')]
      : [];
  });
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'reviews-hold', orderId, message: `order ${orderId} ${what}` };
}

import type { SampleOrder } from '@cartwright/sample-data';
import { v5 as uuidv5 } from 'uuid';
import { advance, beginCheckout, createPolicy, Progress, type Advance, type Fact } from '../checkout/door.ts';
import { deliveredCode, fulfillmentOf, shippedCode, trackingUrlOf, type Parcel } from '../fulfilment/door.ts';
import {
  orderStatusOf,
  type Order,
  type OrderLine,
  type PastOrder,
  type PaymentAttempt,
} from '../order/door.ts';

const policy = createPolicy();
const secondMs = 1000;

/** Makes the order that a sample describes, by leading its checkout through what happened, and its parcels. */
export function pastOrder(sample: SampleOrder): PastOrder & { readonly parcels: readonly Parcel[] } {
  const { life, parcels } = shipped(checkedOut(sample), sample);
  const { checkout } = life;
  const order: Order = {
    ...checkout,
    id: sample.id,
    number: sample.number,
    customerId: sample.customerId,
    guestId: null,
    email: sample.email,
    locale: sample.locale,
    currency: sample.currency,
    cartId: uuidv5('cart', sample.id),
    subtotalMinor: sample.subtotalMinor,
    discountMinor: sample.discountMinor,
    shippingMinor: sample.shipping.amountMinor,
    taxMinor: sample.taxMinor,
    totalMinor: sample.totalMinor,
    shippingMethod: sample.shipping.code,
    shippingAddress: addressOf(sample),
    billingAddress: null,
    status: orderStatusOf(checkout),
    placedAt: sample.placedAt,
    updatedAt: life.timeline.at(-1)?.occurredAt ?? sample.placedAt,
    erasedAt: null,
    metafields: null,
    ...{ note: null, giftText: null, reference: null },
    priceDetails: detailsOf(sample),
  };
  return { order, lines: linesOf(sample), timeline: life.timeline, parcels };
}

function detailsOf({
  promotions,
  shippingDiscountMinor,
  taxLines,
}: SampleOrder): NonNullable<Order['priceDetails']> {
  return { promotions, shippingDiscountMinor, taxLines, pricesIncludeTax: true };
}

function checkedOut(sample: SampleOrder): Advance {
  return factsOf(sample).reduce(
    (life, [fact, at]) => continued(life, advance(life.checkout, fact, at, policy)),
    beginCheckout(paymentOf(sample), sample.placedAt, policy),
  );
}

function paymentOf({ paymentId, cancelReason }: SampleOrder): PaymentAttempt {
  const paymentMethodToken = cancelReason === 'PAYMENT_DECLINED' ? 'sim_blocked' : 'sim_ok';
  return { paymentId, paymentMethodToken, returnUrl: null };
}

function factsOf({
  paymentId,
  placedAt,
  cancelReason,
  cancelledAt,
  wasReviewed,
}: SampleOrder): (readonly [Fact, Date])[] {
  const expiresAt = later(placedAt, policy.reservationMs);
  const reserved: Fact = { type: 'stock-reserved', expiresAt };
  const checkout = checkoutFacts(reserved, { paymentId, cancelReason, wasReviewed }).map(
    (fact, index) => [fact, later(placedAt, (index + 1) * secondMs)] as const,
  );
  if (cancelReason !== 'CUSTOMER_REQUESTED') return checkout;
  const at = cancelledAt ?? placedAt;
  return [
    ...checkout,
    [{ type: 'cancel-requested', by: 'customer' }, later(at, -2 * secondMs)],
    [{ type: 'stock-released' }, later(at, -secondMs)],
    [{ type: 'payment-cancelled', paymentId, outcome: 'refunded' }, at],
  ];
}

function checkoutFacts(
  reserved: Fact,
  { paymentId, cancelReason, wasReviewed }: Pick<SampleOrder, 'paymentId' | 'cancelReason' | 'wasReviewed'>,
): readonly Fact[] {
  if (cancelReason === 'OUT_OF_STOCK') return [{ type: 'stock-refused' }];
  const reason = 'The bank takes no payment of this buyer.';
  if (cancelReason === 'PAYMENT_DECLINED') {
    const declined: Fact = { type: 'payment-declined', paymentId, reason, isFinal: true };
    return [reserved, declined, { type: 'stock-released' }];
  }
  const required: Fact = {
    type: 'payment-review-required',
    paymentId,
    reasons: ['METHOD_USED_OFTEN'],
    authorizedUntil: null,
  };
  return [
    reserved,
    wasReviewed ? required : { type: 'payment-authorized', paymentId },
    { type: 'stock-committed' },
    ...(wasReviewed ? [{ type: 'review-decided', decision: 'APPROVE' } as const] : []),
    { type: 'payment-captured', paymentId },
  ];
}

/** Sends the parcels and has them arrive, each at its time. */
function shipped(begun: Advance, sample: SampleOrder): { life: Advance; parcels: readonly Parcel[] } {
  const parcels = parcelsOf(sample);
  const steps = parcels.flatMap(({ shippedAt, deliveredAt }) => [
    { at: shippedAt, codeOf: shippedCode },
    ...(deliveredAt === null ? [] : [{ at: deliveredAt, codeOf: deliveredCode }]),
  ]);
  const life = steps
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .reduce<Advance>((before, { at, codeOf }) => {
      const fulfillment = fulfillmentOf(sample.lines, parcelsAt(parcels, at));
      return new Progress(before, at, policy).record(codeOf(fulfillment), { fulfillment });
    }, begun);
  return { life, parcels };
}

/** The parcels as they were at a time. */
function parcelsAt(parcels: readonly Parcel[], at: Date): Parcel[] {
  return parcels
    .filter(({ shippedAt }) => shippedAt <= at)
    .map((parcel) => ({
      ...parcel,
      deliveredAt: parcel.deliveredAt !== null && parcel.deliveredAt <= at ? parcel.deliveredAt : null,
    }));
}

function parcelsOf({ id: orderId, number, parcels }: SampleOrder): Parcel[] {
  return parcels.map(({ carrier, trackingNumber, ...parcel }, index) => ({
    ...parcel,
    orderId,
    number: `${number}-${index + 1}`,
    carrier,
    trackingNumber,
    trackingUrl: trackingUrlOf(carrier, trackingNumber),
  }));
}

function continued(life: Advance, { checkout, timeline }: Advance): Advance {
  return { checkout, send: [], timeline: [...life.timeline, ...timeline] };
}

function addressOf({ shippingAddress }: SampleOrder): Order['shippingAddress'] {
  const { firstName, lastName, company, line1, line2, city, region, postalCode, countryCode, phone } =
    shippingAddress;
  return { firstName, lastName, company, line1, line2, city, region, postalCode, countryCode, phone };
}

function linesOf({ id: orderId, lines }: SampleOrder): OrderLine[] {
  return lines.map(({ discounts, ...line }, position) => ({
    ...line,
    discounts: discounts.length === 0 ? null : discounts,
    orderId,
    position,
    totalMinor: line.unitPriceMinor * line.quantity,
    basePriceMinor: null,
    bundleParts: null,
    metafields: null,
  }));
}

function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

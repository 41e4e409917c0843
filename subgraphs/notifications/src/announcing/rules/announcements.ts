import type {
  customerRegistered,
  DataOf,
  dataRequestCompleted,
  emailLinkRequested,
  fulfillmentDelivered,
  fulfillmentShipped,
  orderAccessRequested,
  orderCancelled,
  orderInReview,
  passwordResetRequested,
  staffInvited,
  signInChanged,
} from '@cartwright/events';
import type { Announcement, NotificationType, Sentence } from './announcement.ts';
import {
  detailsContent,
  itemContent,
  orderContent,
  orderHead,
  type AnnouncedOrder,
  type ConfirmedOrder,
} from './order-content.ts';

type Cancellation = DataOf<typeof orderCancelled>;
type Parcel = DataOf<typeof fulfillmentShipped>['fulfillment'];

/** Tells the buyer that an order is being checked, and never why: there is nothing that they have to do. */
export function reviewOf(order: DataOf<typeof orderInReview>): Announcement {
  const { number } = order;
  const contentIn = () => ({ number });
  return aboutOrder('ORDER_IN_REVIEW', { ...order, lines: [] }, { contentIn, isOwed: false });
}

/** Confirms an order to its buyer, with its lines, totals and what they have said of it: the payment has been received. */
export function confirmationOf(order: ConfirmedOrder): Announcement {
  return aboutOrder('ORDER_CONFIRMED', order, {
    contentIn: (words) => ({ ...orderContent(order, words), ...detailsContent(order, words) }),
  });
}

/** Tells the buyer that an order was cancelled, why, and what becomes of the money. */
export function cancellationOf(order: Cancellation): Announcement {
  return aboutOrder('ORDER_CANCELLED', order, {
    sentences: [...reasonOf(order), ...moneyOf(order)],
    isOwed: order.payment === 'refunded',
    contentIn: (words) => ({
      ...orderContent(order, words),
      refunded: words.money(order.totalMinor, order.currency),
    }),
  });
}

/** Tells the buyer that a parcel is on its way, what is in it, and how to follow it. */
export function shipmentOf(order: DataOf<typeof fulfillmentShipped>): Announcement {
  return aboutParcel('ORDER_SHIPPED', order, {
    isLast: order.isWholeOrderShipped,
    at: order.fulfillment.shippedAt,
  });
}

/** Tells the buyer that a parcel has arrived. */
export function deliveryOf(order: DataOf<typeof fulfillmentDelivered>): Announcement {
  return aboutParcel('ORDER_DELIVERED', order, {
    isLast: order.isWholeOrderDelivered,
    at: order.deliveredAt,
  });
}

/** Sends the buyer what opens an order without a session. */
export function accessLinkOf(request: DataOf<typeof orderAccessRequested>): Announcement {
  const { requestId, number, token, expiresAt } = request;
  const about = aboutOrder(
    'ORDER_ACCESS_LINK',
    { ...request, lines: [] },
    {
      contentIn: ({ moment }) => ({ number, token, expiresAt: moment(expiresAt) }),
      isOwed: false,
    },
  );
  return { ...about, businessId: requestId };
}

/** Welcomes a new customer. */
export function welcomeOf(customer: DataOf<typeof customerRegistered>): Announcement {
  const { customerId: businessId } = customer;
  return { ...aboutCustomer(customer), businessId, type: 'CUSTOMER_WELCOME', contentIn: () => ({}) };
}

/** Sends a customer what lets them choose another password. */
export function passwordResetOf(request: DataOf<typeof passwordResetRequested>): Announcement {
  const { requestId, token, expiresAt } = request;
  return {
    ...aboutCustomer(request),
    businessId: requestId,
    type: 'PASSWORD_RESET_LINK',
    contentIn: ({ moment }) => ({ token, expiresAt: moment(expiresAt) }),
  };
}

const typeOfLink = {
  verify: 'EMAIL_VERIFICATION_LINK',
  change: 'EMAIL_CHANGE_LINK',
  undo: 'EMAIL_CHANGED',
} as const;

/** Sends what proves that an address is a customer's, or takes a change of it back. */
export function emailLinkOf(request: DataOf<typeof emailLinkRequested>): Announcement {
  const { requestId, purpose, token, expiresAt } = request;
  return {
    ...aboutCustomer(request),
    businessId: requestId,
    type: typeOfLink[purpose],
    contentIn: ({ moment }) => ({ token, expiresAt: moment(expiresAt) }),
  };
}

/** Sends somebody what makes them a member of the staff. They are nobody's user yet, so that only the mail has it. */
export function staffInvitationOf(invitation: DataOf<typeof staffInvited>): Announcement {
  const { invitationId, token, expiresAt } = invitation;
  return {
    ...aboutCustomer({ ...invitation, customerId: invitationId }),
    businessId: invitationId,
    type: 'STAFF_INVITATION',
    contentIn: ({ moment }) => ({ token, expiresAt: moment(expiresAt) }),
  };
}

/** Tells a customer that how they sign in has changed, in case it was not they. */
export function signInChangeOf(changed: DataOf<typeof signInChanged>): Announcement {
  const { changeId, change, changedAt } = changed;
  return {
    ...aboutCustomer(changed),
    businessId: changeId,
    type: 'SIGN_IN_CHANGED',
    sentences: [change],
    contentIn: ({ moment }) => ({ changedAt: moment(changedAt) }),
  };
}

/** Tells a person that what they asked for about their data is done; nothing of the data is in the mail. */
export function dataRequestOf(completed: DataOf<typeof dataRequestCompleted>): Announcement {
  const { requestId, kind, expiresAt } = completed;
  return {
    ...aboutCustomer(completed),
    businessId: requestId,
    type: kind === 'EXPORT' ? 'DATA_EXPORT_READY' : 'DATA_ERASED',
    contentIn: ({ moment }) => (expiresAt === null ? {} : { expiresAt: moment(expiresAt) }),
  };
}

/** What all that is said to a customer has in common, where no order is meant. */
function aboutCustomer({
  customerId,
  email,
  locale,
}: Pick<DataOf<typeof customerRegistered>, 'customerId' | 'email' | 'locale'>) {
  return {
    userId: customerId,
    orderId: null,
    recipient: email,
    locale,
    variantIds: [],
    sentences: [],
    isOwed: false,
  };
}

function aboutOrder(
  type: NotificationType,
  {
    orderId,
    customerId,
    email,
    locale,
    lines,
  }: Pick<AnnouncedOrder, 'orderId' | 'customerId' | 'email' | 'locale' | 'lines'>,
  {
    sentences = [],
    contentIn,
    isOwed = true,
  }: Pick<Announcement, 'contentIn'> & Partial<Pick<Announcement, 'sentences' | 'isOwed'>>,
): Announcement {
  const variantIds = lines.map(({ variantId }) => variantId);
  const about = { businessId: orderId, type, userId: customerId, orderId, recipient: email };
  return { ...about, locale, variantIds, sentences, contentIn, isOwed };
}

/** One notification per parcel, of which an order may have several. */
function aboutParcel(
  type: NotificationType,
  order: AnnouncedOrder & { readonly fulfillment: Parcel },
  { isLast, at }: { readonly isLast: boolean; readonly at: string },
): Announcement {
  const { fulfillmentId, carrier, trackingNumber, trackingUrl, lines } = order.fulfillment;
  const quantities = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const isPart = order.lines.some(({ lineId, quantity }) => quantities.get(lineId) !== quantity);
  const about = aboutOrder(type, order, {
    sentences: isLast ? [] : ['MORE_TO_COME'],
    contentIn: (words) => ({
      ...orderHead(order, words),
      ...{ carrier, trackingNumber, trackingUrl, on: words.day(at), isPart },
      lines: order.lines.flatMap((line) => {
        const quantity = quantities.get(line.lineId);
        return quantity === undefined ? [] : [itemContent(line, quantity, words)];
      }),
    }),
  });
  return { ...about, businessId: fulfillmentId };
}

const reasons: ReadonlySet<string> = new Set<Sentence>([
  'OUT_OF_STOCK',
  'OFFER_SOLD_OUT',
  'OFFER_LIMIT_REACHED',
  'OFFER_NOT_ADMITTED',
  'PAYMENT_DECLINED',
  'PAYMENT_TIMED_OUT',
  'PAYMENT_REVIEW_TIMED_OUT',
  'PAYMENT_FAILED',
  'RESERVATION_EXPIRED',
  'STOCK_TIMED_OUT',
  'CUSTOMER_REQUEST',
  'STAFF_REQUEST',
]);

function reasonOf({ reasonCode }: Cancellation): Sentence[] {
  return reasons.has(reasonCode) ? [reasonCode as Sentence] : [];
}

/** Nothing is said of the money when the message does not tell: older ones do not. */
function moneyOf({ payment }: Cancellation): Sentence[] {
  switch (payment) {
    case 'none':
      return ['NOT_CHARGED'];
    case 'voided':
      return ['SET_ASIDE_IS_RELEASED'];
    case 'refunded':
      return ['REFUNDED'];
    case undefined:
      return [];
  }
}

import type {
  customerRegistered,
  DataOf,
  fulfillmentDelivered,
  fulfillmentShipped,
  orderAccessRequested,
  orderCancelled,
  OrderSnapshot,
} from '@cartwright/events';
import { toDecimal } from '@cartwright/money';

/** What a notification is about. */
export type NotificationType =
  | 'ORDER_CONFIRMED'
  | 'ORDER_SHIPPED'
  | 'ORDER_DELIVERED'
  | 'ORDER_CANCELLED'
  | 'ORDER_ACCESS_LINK'
  | 'CUSTOMER_WELCOME';

/** What a user is to be notified of, before it is put into words. */
export interface Announcement {
  /** The fact that it is about: one notification per fact and type, however often the fact is delivered. */
  readonly businessId: string;
  readonly type: NotificationType;
  readonly userId: string;
  readonly orderId: string | null;
  /** An e-mail address. */
  readonly recipient: string;
  /** BCP 47. */
  readonly locale: string;
  /** What the templates show. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** The parts of an order that an announcement is made from. */
export type AnnouncedOrder = Pick<
  OrderSnapshot,
  | 'orderId'
  | 'customerId'
  | 'email'
  | 'locale'
  | 'number'
  | 'currency'
  | 'lines'
  | 'subtotalMinor'
  | 'discountMinor'
  | 'shippingMinor'
  | 'taxMinor'
  | 'totalMinor'
  | 'shippingAddress'
>;

/** Confirms an order to its buyer, with its lines and totals. */
export function confirmationOf(order: AnnouncedOrder): Announcement {
  return aboutOrder('ORDER_CONFIRMED', order, orderContent(order));
}

/** Tells the buyer that an order was cancelled, and why. */
export function cancellationOf(order: DataOf<typeof orderCancelled>): Announcement {
  return aboutOrder('ORDER_CANCELLED', order, { ...orderContent(order), reason: order.reason });
}

/** Tells the buyer that a parcel is on its way, what is in it, and how to follow it. */
export function shipmentOf(order: DataOf<typeof fulfillmentShipped>): Announcement {
  return aboutParcel('ORDER_SHIPPED', order);
}

/** Tells the buyer that a parcel has arrived. */
export function deliveryOf(order: DataOf<typeof fulfillmentDelivered>): Announcement {
  return aboutParcel('ORDER_DELIVERED', order);
}

/** Sends the buyer what opens an order without a session. */
export function accessLinkOf(request: DataOf<typeof orderAccessRequested>): Announcement {
  const { requestId, number, token } = request;
  return { ...aboutOrder('ORDER_ACCESS_LINK', request, { number, token }), businessId: requestId };
}

/** Welcomes a new customer. */
export function welcomeOf(customer: DataOf<typeof customerRegistered>): Announcement {
  const { customerId, email, firstName, locale } = customer;
  return {
    businessId: customerId,
    type: 'CUSTOMER_WELCOME',
    userId: customerId,
    orderId: null,
    recipient: email,
    locale,
    content: { firstName },
  };
}

function aboutOrder(
  type: NotificationType,
  { orderId, customerId, email, locale }: Pick<AnnouncedOrder, 'orderId' | 'customerId' | 'email' | 'locale'>,
  content: Announcement['content'],
): Announcement {
  return { businessId: orderId, type, userId: customerId, orderId, recipient: email, locale, content };
}

/** One notification per parcel, of which an order may have several. */
function aboutParcel(
  type: NotificationType,
  order: AnnouncedOrder & Pick<DataOf<typeof fulfillmentShipped>, 'fulfillment'>,
): Announcement {
  const { fulfillmentId, carrier, trackingNumber, trackingUrl, lines } = order.fulfillment;
  const quantities = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const parcel = order.lines.flatMap(({ lineId, title, variantTitle }) => {
    const quantity = quantities.get(lineId);
    return quantity === undefined ? [] : [{ title, variantTitle, quantity }];
  });
  const { number, shippingAddress } = order;
  const content = {
    number,
    firstName: shippingAddress.firstName,
    carrier,
    trackingNumber,
    trackingUrl,
    parcel,
  };
  return { ...aboutOrder(type, order, content), businessId: fulfillmentId };
}

/** An order as the templates show it, every amount a decimal with its currency. */
function orderContent(order: AnnouncedOrder): Record<string, unknown> {
  const money = (minor: number) => `${toDecimal(minor, order.currency)} ${order.currency}`;
  return {
    number: order.number,
    firstName: order.shippingAddress.firstName,
    lines: order.lines.map((line) => ({
      title: line.title,
      variantTitle: line.variantTitle,
      quantity: line.quantity,
      unitPrice: money(line.unitPriceMinor),
      total: money(line.totalMinor),
    })),
    subtotal: money(order.subtotalMinor),
    discount: order.discountMinor === 0 ? null : money(order.discountMinor),
    shipping: money(order.shippingMinor),
    tax: money(order.taxMinor),
    total: money(order.totalMinor),
    address: order.shippingAddress,
  };
}

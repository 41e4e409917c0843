import type { DataOf, orderConfirmed, OrderSnapshot } from '@cartwright/events';
import type { Content, Words } from './announcement.ts';

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
  | 'placedAt'
>;

/** What the buyer has said of an order, if anything. */
export type ConfirmedOrder = AnnouncedOrder &
  Pick<DataOf<typeof orderConfirmed>, 'note' | 'giftText' | 'reference'>;

/** An order as the templates show it. */
export function orderContent(order: AnnouncedOrder, words: Words): Content {
  const money = (minor: number) => words.money(minor, order.currency);
  return {
    ...orderHead(order, words),
    lines: order.lines.map((line) => ({
      ...itemContent(line, line.quantity, words),
      isSeveral: line.quantity > 1,
      unitPrice: money(line.unitPriceMinor),
      total: money(line.totalMinor),
    })),
    subtotal: money(order.subtotalMinor),
    discount: order.discountMinor === 0 ? null : money(order.discountMinor),
    shipping: money(order.shippingMinor),
    tax: money(order.taxMinor),
    total: money(order.totalMinor),
  };
}

/** Which order it is, and where it goes. */
export function orderHead({ number, placedAt, shippingAddress }: AnnouncedOrder, words: Words): Content {
  return { number, placedOn: words.day(placedAt), address: words.address(shippingAddress) };
}

/** What the buyer has said of an order, as the templates show it. */
export function detailsContent({ note, giftText, reference }: ConfirmedOrder, { typed }: Words): Content {
  return { note: typed(note), giftText: typed(giftText), reference: typed(reference) };
}

/** Pieces of a variant, with all pieces of what they consist of, without what they cost. */
export function itemContent(
  { variantId, title, variantTitle, bundleParts = [] }: OrderSnapshot['lines'][number],
  quantity: number,
  { picture }: Words,
): Content {
  const parts = bundleParts.map((part) => ({
    title: part.title,
    variantTitle: part.variantTitle,
    quantity: part.quantity * quantity,
  }));
  return { title, variantTitle, quantity, parts, picture: picture(variantId) };
}

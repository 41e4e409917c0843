import type { DataOf, orderConfirmed, OrderSnapshot, PriceDetails } from '@cartwright/events';
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
  | keyof PriceDetails
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
    ...discountsContent(order, words),
    shipping: money(order.shippingMinor),
    ...taxContent(order, words),
    total: money(order.totalMinor),
  };
}

/** What was taken off, by the names of promotions; as one amount where they were not told. */
function discountsContent(order: AnnouncedOrder, words: Words): Content {
  const { promotions, discountMinor, currency } = order;
  if (promotions === undefined)
    return { discount: discountMinor === 0 ? null : words.money(discountMinor, currency) };
  const named = (isOfDelivery: boolean) =>
    promotions
      .filter((one) => (one.class === 'SHIPPING') === isOfDelivery)
      .map(({ title, code, amountMinor }) => ({ title, code, amount: words.money(amountMinor, currency) }));
  return { discount: null, discounts: named(false), shippingDiscounts: named(true) };
}

/** The tax in the total, or that comes on top of prices, or that is not charged; and by rate where the order says so. */
function taxContent(order: AnnouncedOrder, words: Words): Content {
  const { taxLines = [], pricesIncludeTax = true, exemptTaxMinor = 0, taxMinor, currency } = order;
  const tax = words.money(taxMinor, currency);
  const exemptTax = exemptTaxMinor === 0 ? null : words.money(exemptTaxMinor, currency);
  return {
    exemptTax,
    taxIncluded: pricesIncludeTax && exemptTax === null ? tax : null,
    taxAdded: pricesIncludeTax ? null : tax,
    taxLines: taxLines
      .filter((line) => line.taxMinor > 0)
      .map(({ rateBasisPoints, netMinor, ...line }) => ({
        rate: words.percent(rateBasisPoints),
        net: words.money(netMinor, currency),
        tax: words.money(line.taxMinor, currency),
      })),
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

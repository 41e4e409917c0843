import { toDecimal } from '@cartwright/money';
import { listCell } from '@cartwright/transfer';
import { paymentStatusOf, type OrderWithLines } from '../../order/door.ts';

/**
 * Columns of Shopify's order exports that say something here (https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders),
 * and behind them some that those do not have: what a buyer has said beside a note, and what a bundle consists of, whose parts are no lines
 * of their own here.
 */
export const orderColumns = [
  'Name',
  'Email',
  'Financial Status',
  'Fulfillment Status',
  'Currency',
  'Subtotal',
  'Shipping',
  'Taxes',
  'Total',
  'Discount Amount',
  'Shipping Method',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
  ...addressColumns('Billing'),
  ...addressColumns('Shipping'),
  'Notes',
  'Cancelled at',
  'Id',
  'Gift text',
  'Reference',
  'Lineitem bundle parts',
] as const;

/** An order as a file has it. */
export type ExportedOrder = Pick<
  OrderWithLines,
  | 'id'
  | 'number'
  | 'email'
  | 'note'
  | 'giftText'
  | 'reference'
  | 'currency'
  | 'subtotalMinor'
  | 'discountMinor'
  | 'shippingMinor'
  | 'taxMinor'
  | 'totalMinor'
  | 'shippingMethod'
  | 'shippingAddress'
  | 'billingAddress'
  | 'status'
  | 'step'
  | 'payment'
  | 'fulfillment'
  | 'cancellationReason'
  | 'cancelledAt'
  | 'placedAt'
> & { readonly lines: readonly ExportedLine[] };

type ExportedLine = Pick<
  OrderWithLines['lines'][number],
  'sku' | 'title' | 'variantTitle' | 'quantity' | 'unitPriceMinor' | 'totalMinor' | 'bundleParts'
>;

type BundlePart = NonNullable<ExportedLine['bundleParts']>[number];
type Address = OrderWithLines['shippingAddress'];
type Row = (string | number | null)[];

function addressColumns(kind: 'Billing' | 'Shipping') {
  const fields = ['Name', 'Street', 'Address1', 'Address2', 'Company', 'City', 'Zip', 'Province', 'Country'];
  return [...fields, 'Phone'].map((field) => `${kind} ${field}`);
}

const financialStatuses = {
  PENDING: 'pending',
  ACTION_REQUIRED: 'pending',
  IN_REVIEW: 'pending',
  DECLINED: 'pending',
  AUTHORIZED: 'authorized',
  PAID: 'paid',
  VOIDED: 'voided',
  REFUNDED: 'refunded',
} as const;

const fulfillmentStatuses = {
  UNFULFILLED: 'unfulfilled',
  PARTIALLY_SHIPPED: 'partial',
  SHIPPED: 'fulfilled',
  PARTIALLY_DELIVERED: 'fulfilled',
  DELIVERED: 'fulfilled',
} as const;

/** The rows of an order in a table, one for each line; what is said of the whole order stands in the first. */
export function rowsOfOrder(order: ExportedOrder): Row[] {
  const { number, email, placedAt } = order;
  const [head, tail] = [headOf(order), tailOf(order)];
  const nothing = (cells: Row) => cells.map(() => null);
  return order.lines.map((line, index) => {
    const whole = index === 0;
    const own = [line.quantity, nameOf(line), amount(line.unitPriceMinor, order.currency), line.sku];
    return [
      number,
      email,
      ...(whole ? head : nothing(head)),
      shopifyTime(placedAt),
      ...own,
      ...(whole ? tail : nothing(tail)),
      partsCell(line),
    ];
  });
}

function headOf(order: ExportedOrder): Row {
  const { currency, subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor } = order;
  const amounts = [subtotalMinor - discountMinor, shippingMinor, taxMinor, totalMinor, discountMinor];
  return [
    financialStatuses[paymentStatusOf(order)],
    fulfillmentStatuses[order.fulfillment],
    currency,
    ...amounts.map((minor) => amount(minor, currency)),
    order.shippingMethod,
  ];
}

function tailOf({ shippingAddress, billingAddress, cancelledAt, ...order }: ExportedOrder): Row {
  return [
    ...addressCells(billingAddress ?? shippingAddress),
    ...addressCells(shippingAddress),
    order.note,
    cancelledAt === null ? null : shopifyTime(cancelledAt),
    order.id,
    order.giftText,
    order.reference,
  ];
}

function addressCells(address: Address): Row {
  const { firstName, lastName, line1, line2, company, city, postalCode, region, countryCode, phone } =
    address;
  const text = (cell: string | null | undefined) => cell ?? null;
  return [
    [firstName, lastName].filter(Boolean).join(' '),
    [line1, line2].filter(Boolean).join(', '),
    line1,
    ...[line2, company, city, postalCode, region, countryCode, phone].map(text),
  ];
}

function nameOf({ title, variantTitle }: ExportedLine): string {
  return variantTitle === '' ? title : `${title} - ${variantTitle}`;
}

/** The pieces that one piece of the bundle takes: `1 × POT, 2 × MUG`; null where the line is no bundle. */
function partsCell({ bundleParts }: ExportedLine): string | null {
  return bundleParts && listCell(bundleParts.map(({ sku, quantity }) => `${quantity} × ${sku}`));
}

function amount(minor: number, currency: string): string {
  return toDecimal(minor, currency);
}

/** As Shopify writes it: `2026-01-31 09:30:00 +0000`. */
function shopifyTime(at: Date): string {
  return at.toISOString().replace(/^(.{10})T(.{8}).*$/, '$1 $2 +0000');
}

/** An order as a line of JSON Lines has it. */
export function jsonOfOrder(order: ExportedOrder): object {
  const { id, number, email, currency: currencyCode, placedAt, cancelledAt, cancellationReason } = order;
  const money = (minor: number) => ({ amount: toDecimal(minor, currencyCode), currencyCode });
  return {
    ...{ id, number, email, placedAt, status: order.status },
    paymentStatus: paymentStatusOf(order),
    fulfillmentStatus: order.fulfillment,
    cancellation: cancelledAt === null ? null : { at: cancelledAt, reason: cancellationReason },
    subtotal: money(order.subtotalMinor),
    discount: money(order.discountMinor),
    shipping: money(order.shippingMinor),
    tax: money(order.taxMinor),
    total: money(order.totalMinor),
    shippingMethod: order.shippingMethod,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress ?? order.shippingAddress,
    ...{ note: order.note, giftText: order.giftText, reference: order.reference },
    lines: order.lines.map(({ unitPriceMinor, totalMinor, bundleParts, ...sold }) => {
      const { sku, title, variantTitle, quantity } = sold;
      const prices = { unitPrice: money(unitPriceMinor), total: money(totalMinor) };
      return { sku, title, variantTitle, quantity, ...prices, bundleParts: bundleParts?.map(jsonOfPart) };
    }),
  };
}

function jsonOfPart({ sku, title, variantTitle, quantity }: BundlePart) {
  return { sku, title, variantTitle, quantity };
}

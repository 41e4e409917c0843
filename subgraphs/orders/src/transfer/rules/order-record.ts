import { toDecimal, toPercent } from '@cartwright/money';
import { listCell } from '@cartwright/transfer';
import { lineRestMinor, paymentStatusOf, taxLinesOf, type OrderWithLines } from '../../order/door.ts';

/** How many taxes a table has columns for, as Shopify's: `Tax 1 Name` to `Tax 5 Value`. */
const taxColumnsCount = 5;

/**
 * Columns of Shopify's order exports that say something here (https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders),
 * and behind them some that those do not have: what a buyer has said beside a note, and what a bundle consists of, whose parts are no lines
 * of their own here. As there, the subtotal and the shipping are after discounts.
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
  'Discount Code',
  'Discount Amount',
  'Shipping Method',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
  'Lineitem discount',
  ...addressColumns('Billing'),
  ...addressColumns('Shipping'),
  'Notes',
  'Cancelled at',
  'Id',
  ...taxColumns(),
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
  | 'priceDetails'
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
  | 'sku'
  | 'title'
  | 'variantTitle'
  | 'quantity'
  | 'unitPriceMinor'
  | 'totalMinor'
  | 'bundleParts'
  | 'discounts'
  | 'taxRateBasisPoints'
  | 'taxMinor'
>;

type BundlePart = NonNullable<ExportedLine['bundleParts']>[number];
type Address = OrderWithLines['shippingAddress'];
type Row = (string | number | null)[];

function addressColumns(kind: 'Billing' | 'Shipping') {
  const fields = ['Name', 'Street', 'Address1', 'Address2', 'Company', 'City', 'Zip', 'Province', 'Country'];
  return [...fields, 'Phone'].map((field) => `${kind} ${field}`);
}

function taxColumns() {
  return Array.from({ length: taxColumnsCount }, (_, index) => [
    `Tax ${index + 1} Name`,
    `Tax ${index + 1} Value`,
  ]).flat();
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
    const money = (minor: number) => amount(minor, order.currency);
    const [price, discount] = [money(line.unitPriceMinor), money(line.totalMinor - lineRestMinor(line))];
    const own = [line.quantity, nameOf(line), price, line.sku, discount];
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
  const { promotions = [], shippingDiscountMinor = 0 } = order.priceDetails ?? {};
  // What is off the delivery is off the delivery there, too, and the subtotal is that of the goods.
  const goodsMinor = subtotalMinor - (discountMinor - shippingDiscountMinor);
  const amounts = [goodsMinor, shippingMinor - shippingDiscountMinor, taxMinor, totalMinor];
  const codes = promotions.flatMap(({ code = [] }) => code);
  return [
    financialStatuses[paymentStatusOf(order)],
    fulfillmentStatuses[order.fulfillment],
    currency,
    ...amounts.map((minor) => amount(minor, currency)),
    codes.length === 0 ? null : listCell(codes),
    amount(discountMinor, currency),
    order.shippingMethod,
  ];
}

/** The taxes by rate, in the words of the table: `VAT 19%`. */
function taxCells(order: Parameters<typeof taxLinesOf>[0] & Pick<ExportedOrder, 'currency'>): Row {
  const lines = taxLinesOf(order);
  return Array.from({ length: taxColumnsCount }, (_, index) => {
    const line = lines[index];
    if (line === undefined) return [null, null];
    const name = line.rateBasisPoints === null ? 'VAT' : `VAT ${toPercent(line.rateBasisPoints)}%`;
    return [name, amount(line.taxMinor, order.currency)];
  }).flat();
}

function tailOf({ shippingAddress, billingAddress, cancelledAt, ...order }: ExportedOrder): Row {
  return [
    ...addressCells(billingAddress ?? shippingAddress),
    ...addressCells(shippingAddress),
    order.note,
    cancelledAt === null ? null : shopifyTime(cancelledAt),
    order.id,
    ...taxCells(order),
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
    ...jsonOfDetails(order, money),
    tax: money(order.taxMinor),
    total: money(order.totalMinor),
    shippingMethod: order.shippingMethod,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress ?? order.shippingAddress,
    ...{ note: order.note, giftText: order.giftText, reference: order.reference },
    lines: order.lines.map((line) => {
      const { sku, title, variantTitle, quantity, bundleParts } = line;
      const prices = {
        ...{ unitPrice: money(line.unitPriceMinor), total: money(line.totalMinor) },
        totalAfterDiscounts: money(lineRestMinor(line)),
        tax: line.taxMinor === null ? undefined : money(line.taxMinor),
        taxRate: line.taxRateBasisPoints === null ? undefined : toPercent(line.taxRateBasisPoints),
      };
      return { sku, title, variantTitle, quantity, ...prices, bundleParts: bundleParts?.map(jsonOfPart) };
    }),
  };
}

/** How the amounts came about, under the names that `Order` has for it. */
function jsonOfDetails(order: ExportedOrder, money: (minor: number) => object) {
  const details = order.priceDetails ?? {};
  const { promotions = [], shippingDiscountMinor = 0, pricesIncludeTax = true, exemptTaxMinor = 0 } = details;
  return {
    discounts: promotions.map(({ title, code, amountMinor, ...promotion }) => ({
      ...{ title, code, class: promotion.class, amount: money(amountMinor) },
    })),
    shippingDiscount: money(shippingDiscountMinor),
    pricesIncludeTax,
    exemptTax: money(exemptTaxMinor),
    taxLines: taxLinesOf(order).map(({ rateBasisPoints, netMinor, taxMinor }) => ({
      rate: rateBasisPoints === null ? null : toPercent(rateBasisPoints),
      net: money(netMinor),
      tax: money(taxMinor),
    })),
  };
}

function jsonOfPart({ sku, title, variantTitle, quantity }: BundlePart) {
  return { sku, title, variantTitle, quantity };
}

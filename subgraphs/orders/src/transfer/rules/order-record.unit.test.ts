import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { reducedLines, reducedPrice } from '../../../test/reduced-price.ts';
import { jsonOfOrder, orderColumns, rowsOfOrder, type ExportedOrder } from './order-record.ts';

const order: ExportedOrder = {
  id: '0197e6a0-0000-7000-8000-000000000001',
  number: 'CW-100001',
  email: 'kim@example.com',
  ...{ note: 'Ring twice.', giftText: 'For Kim', reference: 'PO-4711' },
  currency: 'JPY',
  subtotalMinor: 3000,
  discountMinor: 500,
  shippingMinor: 400,
  taxMinor: 264,
  totalMinor: 2900,
  priceDetails: null,
  shippingMethod: 'standard',
  shippingAddress: {
    firstName: 'Kim',
    line1: '1 Example Street',
    line2: 'Rear',
    city: 'Kyoto',
    countryCode: 'JP',
  },
  billingAddress: null,
  status: 'CANCELLED',
  step: 'cancelled',
  payment: 'refunded',
  fulfillment: 'PARTIALLY_SHIPPED',
  cancellationReason: 'STAFF_REQUEST',
  cancelledAt: new Date('2026-02-01T10:11:12.345Z'),
  placedAt: new Date('2026-01-31T09:30:00.000Z'),
  lines: [
    lineOf({ sku: 'A', title: 'Stool', variantTitle: 'Oak', quantity: 2, totalMinor: 2000 }),
    lineOf({ sku: 'B', title: 'Lamp', variantTitle: '' }),
  ],
};

const frozen = { lineId: '', variantId: '', productId: '', title: '', variantTitle: '', sku: '' };
const soldLine = { ...frozen, quantity: 1, unitPriceMinor: 1, totalMinor: 1 };
const [stool, book] = reducedLines([soldLine, soldLine]).map(
  ({ discounts = null, taxRateBasisPoints = null, taxMinor = null }) => ({
    ...{ discounts, taxRateBasisPoints, taxMinor },
  }),
);
const { discountMinor, taxMinor, totalMinor, ...priceDetails } = reducedPrice;
const reducedAmounts = { discountMinor, taxMinor, totalMinor };

function lineOf(
  line: Partial<ExportedOrder['lines'][number]> & { readonly sku: string },
): ExportedOrder['lines'][number] {
  const sold = { title: 'Thing', variantTitle: '', quantity: 1, unitPriceMinor: 1000, totalMinor: 1000 };
  const untaxed = { discounts: null, taxRateBasisPoints: null, taxMinor: null };
  return { ...sold, bundleParts: null, ...untaxed, ...line };
}

/** The rows of an order, each by the names of its columns. */
const named = (one: ExportedOrder) =>
  rowsOfOrder(one).map((row) => Object.fromEntries(orderColumns.map((name, index) => [name, row[index]])));

describe('an order in a table', () => {
  it('has a row for each line, and says of the whole order in the first alone', () => {
    const [first, second, ...others] = named(order);
    expect(others).toEqual([]);
    expect(rowsOfOrder(order).map((row) => row.length)).toEqual([orderColumns.length, orderColumns.length]);
    expect(first).toMatchObject({
      Name: 'CW-100001',
      'Financial Status': 'refunded',
      'Fulfillment Status': 'partial',
      'Created at': '2026-01-31 09:30:00 +0000',
      'Cancelled at': '2026-02-01 10:11:12 +0000',
      'Lineitem name': 'Stool - Oak',
      'Lineitem quantity': 2,
      'Billing Name': 'Kim',
      'Shipping Street': '1 Example Street, Rear',
      'Shipping Zip': null,
      Notes: 'Ring twice.',
      'Gift text': 'For Kim',
      Reference: 'PO-4711',
    });
    expect(second).toMatchObject({
      Name: 'CW-100001',
      Email: 'kim@example.com',
      'Lineitem name': 'Lamp',
      Total: null,
      'Shipping Name': null,
      Notes: null,
      Reference: null,
    });
  });

  it('has amounts with the decimals of their currency, and a subtotal without the discount', () => {
    expect(named(order)[0]).toMatchObject({ Subtotal: '2500', 'Discount Amount': '500', Total: '2900' });
    expect(named({ ...order, currency: 'EUR' })[0]).toMatchObject({
      Subtotal: '25.00',
      'Lineitem price': '10.00',
    });
  });
});

describe('discounts and taxes', () => {
  const reduced: ExportedOrder = {
    ...{
      ...order,
      currency: 'EUR',
      subtotalMinor: 2500,
      shippingMinor: 590,
      ...reducedAmounts,
      priceDetails,
    },
    lines: [
      lineOf({ ...{ sku: 'A', quantity: 2, totalMinor: 2000 }, ...stool }),
      lineOf({ ...{ sku: 'B', unitPriceMinor: 500, totalMinor: 500 }, ...book }),
    ],
  };

  it('are in the columns that other shops have for them', () => {
    const [first, second] = named(reduced);
    expect(first).toMatchObject({
      ...{ Subtotal: '22.50', Shipping: '0.00', Taxes: '3.16', Total: '22.50' },
      ...{ 'Discount Code': 'TEN', 'Discount Amount': '8.40', 'Lineitem discount': '2.00' },
      ...{ 'Tax 1 Name': 'VAT 19%', 'Tax 1 Value': '2.87', 'Tax 2 Name': 'VAT 7%', 'Tax 2 Value': '0.29' },
      ...{ 'Tax 3 Name': null, 'Tax 3 Value': null, Id: order.id, Reference: 'PO-4711' },
    });
    expect(second).toMatchObject({ 'Lineitem discount': '0.50', 'Discount Code': null, 'Tax 1 Name': null });
  });

  it('are as the order has them in a line of JSON', () => {
    const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
    expect(jsonOfOrder(reduced)).toMatchObject({
      discount: euros('8.40'),
      discounts: [
        { title: 'Ten percent off', code: 'TEN', class: 'ORDER', amount: euros('2.50') },
        { title: 'Free delivery', class: 'SHIPPING', amount: euros('5.90') },
      ],
      ...{ shippingDiscount: euros('5.90'), pricesIncludeTax: true, exemptTax: euros('0.00') },
      taxLines: [
        { rate: '19', net: euros('15.13'), tax: euros('2.87') },
        { rate: '7', net: euros('4.21'), tax: euros('0.29') },
      ],
      lines: [
        { total: euros('20.00'), totalAfterDiscounts: euros('18.00'), tax: euros('2.87'), taxRate: '19' },
        { total: euros('5.00'), totalAfterDiscounts: euros('4.50'), tax: euros('0.29'), taxRate: '7' },
      ],
    });
  });

  it('are one tax where they were not kept', () => {
    expect(named(order)[0]).toMatchObject({
      'Tax 1 Name': 'VAT 10%',
      'Tax 1 Value': '264',
      'Tax 2 Name': null,
    });
    expect(named({ ...order, totalMinor: 29, taxMinor: 3 })[0]).toMatchObject({ 'Tax 1 Name': 'VAT' });
  });
});

describe('a bundle', () => {
  const [pot, mug] = [uuidv7(), uuidv7()];
  const bundleParts = [
    { variantId: pot, sku: 'POT', title: 'Teapot', variantTitle: 'Sage', quantity: 1 },
    { variantId: mug, sku: 'MUG, large', title: 'Mug', variantTitle: '', quantity: 2 },
  ];
  const sold = { ...order, lines: [lineOf({ sku: 'SET', quantity: 3, bundleParts }), lineOf({ sku: 'B' })] };

  it('says in a table what one piece of it consisted of, and a line of anything else nothing', () => {
    const cells = named(sold).map((row) => row['Lineitem bundle parts']);
    expect(cells).toEqual(['1 × POT, "2 × MUG, large"', null]);
  });

  it('says so in a line of JSON, without ids, and a line of anything else nothing', () => {
    const { lines } = JSON.parse(JSON.stringify(jsonOfOrder(sold))) as { readonly lines: readonly object[] };
    expect(lines).toMatchObject([
      {
        sku: 'SET',
        quantity: 3,
        bundleParts: [
          { sku: 'POT', title: 'Teapot', variantTitle: 'Sage', quantity: 1 },
          { sku: 'MUG, large', title: 'Mug', variantTitle: '', quantity: 2 },
        ],
      },
      { sku: 'B' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(pot);
    expect(lines[1]).not.toHaveProperty('bundleParts');
  });
});

it('has in a line of JSON all lines, and both addresses even where they are one', () => {
  expect(jsonOfOrder(order)).toMatchObject({
    number: 'CW-100001',
    paymentStatus: 'REFUNDED',
    cancellation: { reason: 'STAFF_REQUEST' },
    subtotal: { amount: '3000', currencyCode: 'JPY' },
    billingAddress: { firstName: 'Kim' },
    ...{ note: 'Ring twice.', giftText: 'For Kim', reference: 'PO-4711' },
    lines: [{ sku: 'A', total: { amount: '2000', currencyCode: 'JPY' } }, { sku: 'B' }],
  });
});

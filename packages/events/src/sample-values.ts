import type { FulfillmentSnapshot, OrderSnapshot } from './values.ts';

export const sampleOrderId = '01990000-0000-7000-8000-000000000001';
export const samplePaymentId = '01990000-0000-7000-8000-000000000002';
export const sampleCustomerId = '01990000-0000-7000-8000-000000000003';
export const sampleVariantId = '01990000-0000-7000-8000-000000000004';
export const sampleCartId = '01990000-0000-7000-8000-000000000007';
export const sampleProductId = '01990000-0000-7000-8000-000000000005';
export const sampleCategoryId = '01990000-0000-7000-8000-000000000009';
export const sampleCollectionId = '01990000-0000-7000-8000-00000000000c';
export const sampleBrandId = '01990000-0000-7000-8000-0000000000b1';
export const samplePartId = '01990000-0000-7000-8000-00000000000d';
export const sampleInstant = '2026-01-02T03:04:05.000Z';

export const sampleOrder: OrderSnapshot = {
  orderId: sampleOrderId,
  number: 'CW-100001',
  customerId: sampleCustomerId,
  email: 'shopper@example.com',
  locale: 'en',
  currency: 'EUR',
  lines: [
    {
      lineId: '01990000-0000-7000-8000-000000000006',
      variantId: sampleVariantId,
      productId: sampleProductId,
      title: 'Oak stool',
      variantTitle: 'Natural',
      sku: 'STOOL-OAK',
      quantity: 2,
      unitPriceMinor: 4900,
      totalMinor: 9800,
    },
  ],
  subtotalMinor: 9800,
  discountMinor: 0,
  shippingMinor: 490,
  taxMinor: 1643,
  totalMinor: 10290,
  shippingMethod: 'standard',
  shippingAddress: {
    firstName: 'Sam',
    lastName: 'Shopper',
    line1: '1 Example Street',
    city: 'Berlin',
    postalCode: '10115',
    countryCode: 'DE',
  },
  cartId: sampleCartId,
  paymentId: samplePaymentId,
  placedAt: sampleInstant,
};

const [stool] = sampleOrder.lines as [OrderSnapshot['lines'][number]];
const saving = '01990000-0000-7000-8000-0000000000d1';

/** An order of goods with two rates of tax, a tenth cheaper, and sent for nothing. */
export const sampleReducedOrder: OrderSnapshot = {
  ...sampleOrder,
  lines: [
    {
      ...stool,
      discounts: [{ promotionId: saving, amountMinor: 980 }],
      ...{ taxRateBasisPoints: 1900, taxMinor: 1408 },
    },
    {
      ...{
        lineId: '01990000-0000-7000-8000-00000000000a',
        variantId: '01990000-0000-7000-8000-00000000000b',
      },
      ...{ productId: sampleProductId, title: 'On stools', variantTitle: 'Paperback', sku: 'BOOK-STOOLS' },
      ...{ quantity: 1, unitPriceMinor: 2000, totalMinor: 2000 },
      discounts: [{ promotionId: saving, amountMinor: 200 }],
      ...{ taxRateBasisPoints: 700, taxMinor: 118 },
    },
  ],
  ...{ subtotalMinor: 11800, discountMinor: 1670, taxMinor: 1526, totalMinor: 10620 },
  promotions: [
    {
      promotionId: saving,
      ...{ title: 'Ten percent off', code: 'TEN', class: 'ORDER', amountMinor: 1180 },
    },
    {
      promotionId: '01990000-0000-7000-8000-0000000000d2',
      ...{ title: 'Free delivery', class: 'SHIPPING', amountMinor: 490 },
    },
  ],
  shippingDiscountMinor: 490,
  taxLines: [
    { rateBasisPoints: 1900, netMinor: 7412, taxMinor: 1408 },
    { rateBasisPoints: 700, netMinor: 1682, taxMinor: 118 },
  ],
  pricesIncludeTax: true,
};

export const sampleFulfillment: FulfillmentSnapshot = {
  fulfillmentId: '01990000-0000-7000-8000-000000000008',
  number: 'CW-100001-1',
  carrier: 'DHL',
  trackingNumber: '00340434161094042557',
  trackingUrl: 'https://www.dhl.com/de-en/home/tracking.html?tracking-id=00340434161094042557',
  lines: [{ lineId: '01990000-0000-7000-8000-000000000006', quantity: 1 }],
  shippedAt: sampleInstant,
};

/** An order to a country without postal codes, of a person with one name. Older versions have neither. */
export const sampleOrderOfOneName: OrderSnapshot = {
  ...sampleOrder,
  shippingAddress: {
    ...{ firstName: 'Ming', lastName: null, company: null },
    ...{ line1: "1 Queen's Road", line2: null, city: 'Central', region: 'Hong Kong Island' },
    ...{ postalCode: null, countryCode: 'HK', phone: '+852 2123 4567 ext. 8' },
  },
};

import { expect, it } from 'vitest';
import type { Words } from './announcement.ts';
import { accessLinkOf, confirmationOf, shipmentOf, welcomeOf } from './announcements.ts';

const words: Words = {
  language: 'en',
  money: (minor, currency) => `${minor} ${currency}`,
  percent: (basisPoints: number) => `${basisPoints / 100} %`,
  day: (instant) => `day of ${instant}`,
  moment: (instant) => `moment of ${instant}`,
  typed: (text) => text ?? null,
  address: () => ['Berlin'],
  picture: (variantId) => `picture of ${variantId}`,
};
const line = (lineId: string, quantity: number) => ({
  lineId,
  quantity,
  variantId: `variant of ${lineId}`,
  title: 'Oak stool',
  variantTitle: '',
  unitPriceMinor: 10,
  totalMinor: 10 * quantity,
});
const order = {
  orderId: 'order',
  customerId: 'buyer',
  email: 'sam@example.com',
  locale: 'en',
  number: 'CW-1',
  currency: 'EUR',
  lines: [line('stool', 1), line('lamp', 2)],
  subtotalMinor: 30,
  discountMinor: 0,
  shippingMinor: 5,
  taxMinor: 3,
  totalMinor: 35,
  placedAt: 'then',
} as never;
const parcel = (lines: { lineId: string; quantity: number }[], isWholeOrderShipped: boolean) =>
  ({
    ...(order as object),
    isWholeOrderShipped,
    fulfillment: {
      fulfillmentId: 'parcel',
      carrier: 'DHL',
      trackingNumber: null,
      trackingUrl: null,
      lines,
      shippedAt: 'now',
    },
  }) as never;

it('a confirmation shows each line, several pieces as such, and a discount where there is one', () => {
  const { variantIds, contentIn } = confirmationOf(order);
  expect(variantIds).toEqual(['variant of stool', 'variant of lamp']);
  const lines = [
    { isSeveral: false, total: '10 EUR' },
    { isSeveral: true, total: '20 EUR' },
  ];
  expect(contentIn(words)).toMatchObject({ number: 'CW-1', lines, discount: null, total: '35 EUR' });
  const reduced = { ...(order as object), discountMinor: 7 } as never;
  expect(confirmationOf(reduced).contentIn(words)).toMatchObject({ discount: '7 EUR' });
});

it('a bundle is shown with all pieces of what it consisted of, in a parcel with those that are in it', () => {
  const bundleParts = [
    { variantId: 'mug', sku: 'MUG', title: 'Mug', variantTitle: 'Blue', quantity: 4 },
    { variantId: 'pot', sku: 'POT', title: 'Pot', variantTitle: '', quantity: 1 },
  ];
  const lines = [{ ...line('lamp', 2), bundleParts }, line('stool', 1)];
  const ofBundle = { ...(order as object), lines } as never;
  const piecesOf = (times: number) => [
    { title: 'Mug', variantTitle: 'Blue', quantity: 4 * times },
    { title: 'Pot', variantTitle: '', quantity: times },
  ];
  const all = { lines: [{ quantity: 2, parts: piecesOf(2) }, { parts: [] }] };
  expect(confirmationOf(ofBundle).contentIn(words)).toMatchObject(all);
  const some = { ...(parcel([{ lineId: 'lamp', quantity: 1 }], false) as object), lines } as never;
  expect(shipmentOf(some).contentIn(words)).toMatchObject({ lines: [{ quantity: 1, parts: piecesOf(1) }] });
});

it('a shipment shows what is in the parcel, and whether that is all', () => {
  const part = shipmentOf(parcel([{ lineId: 'lamp', quantity: 2 }], false));
  expect(part.sentences).toEqual(['MORE_TO_COME']);
  expect(part.contentIn(words)).toMatchObject({
    isPart: true,
    lines: [{ quantity: 2, picture: 'picture of variant of lamp' }],
  });
  const all = [
    { lineId: 'stool', quantity: 1 },
    { lineId: 'lamp', quantity: 2 },
  ];
  const whole = shipmentOf(parcel(all, true));
  expect(whole.sentences).toEqual([]);
  expect(whole.contentIn(words)).toMatchObject({ isPart: false, on: 'day of now' });
});

it('a link is told of by its request, and shows no pictures; nor does a welcome', () => {
  const request = { ...(order as object), requestId: 'request', token: 'secret', expiresAt: 'soon' } as never;
  const link = accessLinkOf(request);
  expect(link).toMatchObject({ businessId: 'request', variantIds: [], recipient: 'sam@example.com' });
  expect(link.contentIn(words)).toEqual({ number: 'CW-1', token: 'secret', expiresAt: 'moment of soon' });
  const welcome = welcomeOf({ customerId: 'buyer', email: 'sam@example.com', locale: 'de' } as never);
  expect(welcome).toMatchObject({ businessId: 'buyer', orderId: null, locale: 'de', variantIds: [] });
  expect(welcome.contentIn(words)).toEqual({});
});

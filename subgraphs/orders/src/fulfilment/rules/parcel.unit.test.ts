import { describe, expect, it } from 'vitest';
import { parcelContents } from './parcel-contents.ts';
import { deliveredCode, fulfillmentOf, shippedCode } from './parcel.ts';

const lines = [
  { id: 'stool', quantity: 2 },
  { id: 'lamp', quantity: 1 },
];
const parcel = (contents: Readonly<Record<string, number>>, isDelivered = false) => ({
  lines: Object.entries(contents).map(([lineId, quantity]) => ({ lineId, quantity })),
  deliveredAt: isDelivered ? new Date() : null,
});
const all = { stool: 2, lamp: 1 };

describe('how far the goods are', () => {
  it.each([
    ['UNFULFILLED', []],
    ['PARTIALLY_SHIPPED', [parcel({ stool: 1, lamp: 1 })]],
    ['PARTIALLY_SHIPPED', [parcel({ stool: 2 }, true)]],
    ['SHIPPED', [parcel(all)]],
    ['SHIPPED', [parcel({ stool: 1 }), parcel({ stool: 1, lamp: 1 })]],
    ['PARTIALLY_DELIVERED', [parcel({ stool: 2 }, true), parcel({ lamp: 1 })]],
    ['DELIVERED', [parcel({ stool: 2 }, true), parcel({ lamp: 1 }, true)]],
  ] as const)('is %s', (expected, parcels) => {
    expect(fulfillmentOf(lines, parcels)).toBe(expected);
  });
});

it('the timeline says whether it was the last parcel', () => {
  expect(shippedCode('PARTIALLY_SHIPPED')).toBe('ORDER_PARTIALLY_SHIPPED');
  expect(shippedCode('SHIPPED')).toBe('ORDER_SHIPPED');
  expect(deliveredCode('PARTIALLY_DELIVERED')).toBe('ORDER_PARTIALLY_DELIVERED');
  expect(deliveredCode('DELIVERED')).toBe('ORDER_DELIVERED');
});

describe('what is in a parcel', () => {
  const contents = (
    sent: readonly ReturnType<typeof parcel>[],
    wanted: Readonly<Record<string, number>> | null,
    { step = 'confirmed', fulfillment = fulfillmentOf(lines, sent) } = {},
  ) =>
    parcelContents(
      { step, fulfillment, lines } as never,
      sent,
      wanted === null ? null : parcel(wanted).lines,
    );

  it('is what is wanted, or else all that is still to be sent', () => {
    expect(contents([], { stool: 1 })).toEqual({ kind: 'contents', ...only({ stool: 1 }) });
    expect(contents([], null)).toEqual({ kind: 'contents', ...only(all) });
    expect(contents([parcel({ stool: 1 })], null)).toEqual({
      kind: 'contents',
      ...only({ stool: 1, lamp: 1 }),
    });
    expect(contents([parcel({ stool: 2 })], null)).toEqual({ kind: 'contents', ...only({ lamp: 1 }) });
  });

  it('is never more than was ordered, over all parcels', () => {
    expect(contents([parcel({ stool: 1 })], { stool: 2, lamp: 1 })).toEqual({
      kind: 'excess',
      lines: [{ lineId: 'stool', quantity: 2, quantityToShip: 1 }],
    });
    expect(contents([parcel({ lamp: 1 })], { lamp: 1 })).toMatchObject({ kind: 'excess' });
  });

  it('is of the order, every line that is not is named', () => {
    expect(contents([], { chair: 1, stool: 1, table: 1 })).toMatchObject({
      kind: 'invalid-input',
      fields: [{ path: ['lines', '0', 'lineId'] }, { path: ['lines', '2', 'lineId'] }],
    });
  });

  it.each(['reserving', 'authorizing', 'committing', 'capturing', 'cancelling', 'cancelled'])(
    'is nothing while the checkout is %s',
    (step) => {
      expect(contents([], null, { step })).toEqual({ kind: 'not-fulfillable' });
    },
  );

  it('is nothing when everything was sent', () => {
    expect(contents([parcel(all)], null)).toEqual({ kind: 'not-fulfillable' });
    expect(contents([parcel(all)], { stool: 1 })).toEqual({ kind: 'not-fulfillable' });
  });

  it.each(['SHIPPED', 'PARTIALLY_DELIVERED', 'DELIVERED'] as const)(
    'is nothing when the order is %s without a parcel on record',
    (fulfillment) => {
      expect(contents([], null, { fulfillment })).toEqual({ kind: 'not-fulfillable' });
    },
  );
});

function only(contents: Readonly<Record<string, number>>) {
  return { lines: parcel(contents).lines };
}

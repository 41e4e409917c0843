import { describe, expect, it } from 'vitest';
import { cancel, change, isLate, receive, type InboundShipment } from './inbound-shipment.ts';

const at = new Date('2027-01-01T00:00:00Z');
const mug = { variantId: 'mug', quantity: 5, received: 0, rejected: 0 };
const shipment: InboundShipment = {
  ...{ id: 'one', locationId: 'shop', reference: '', expectedAt: at, status: 'EXPECTED' },
  ...{ version: 1, createdAt: at, endedAt: null, lines: [mug] },
};
const came = (received: number, missed = 0) => [{ variantId: 'mug', received, missed }];
const after = (received: number, missed = 0, before = shipment) => {
  const outcome = receive(before, came(received, missed), at);
  if (outcome.kind !== 'received') throw new Error(JSON.stringify(outcome));
  return outcome.shipment;
};

describe('what comes', () => {
  it('is taken off what is expected, in parts, until nothing is', () => {
    const half = after(2, 1);
    expect(half).toMatchObject({ status: 'PARTIALLY_RECEIVED', version: 2, endedAt: null });
    expect(half.lines).toEqual([{ ...mug, received: 2, rejected: 1 }]);
    expect(after(2, 0, half)).toMatchObject({ status: 'RECEIVED', version: 3, endedAt: at });
    expect(receive(half, null, at)).toMatchObject({
      arrivals: [{ variantId: 'mug', received: 2, missed: 0 }],
    });
  });

  it('ends it also where all was rejected', () => {
    expect(after(0, 5)).toMatchObject({ status: 'RECEIVED', endedAt: at });
  });

  it.each([
    ['more than is expected', came(6)],
    ['more than is left', came(3, 3)],
    ['nothing', came(0)],
    ['less than nothing', came(-1, 2)],
    ['less than nothing rejected', came(2, -1)],
    ['a variant twice', [...came(1), ...came(1)]],
    ['another variant', [{ variantId: 'pot', received: 1, missed: 0 }]],
    ['no line', []],
  ])('is refused as %s', (_what, given) => {
    expect(receive(shipment, given, at).kind).toBe('invalid-input');
  });
});

describe('a change', () => {
  const lines = (quantity: number) => [{ variantId: 'mug', quantity }];
  const wanted = { reference: 'PO', expectedAt: null };

  it('keeps what has come', () => {
    expect(change(after(2), { ...wanted, lines: lines(4) }, at)).toMatchObject({
      shipment: { reference: 'PO', status: 'PARTIALLY_RECEIVED', lines: [{ quantity: 4, received: 2 }] },
    });
    expect(change(after(2), { ...wanted, lines: lines(2) }, at)).toMatchObject({
      shipment: { status: 'RECEIVED', endedAt: at },
    });
  });

  it('leaves no line out of which something has come, and takes nothing back', () => {
    const other = [{ variantId: 'pot', quantity: 1 }];
    expect(change(after(2), { ...wanted, lines: other }, at).kind).toBe('invalid-input');
    expect(change(after(2), { ...wanted, lines: lines(1) }, at).kind).toBe('invalid-input');
    expect(change(shipment, { ...wanted, lines: other }, at).kind).toBe('valid');
  });
});

it('is late once it should have come, and never once it is over', () => {
  expect(isLate(shipment, at)).toBe(true);
  expect(isLate(shipment, new Date(at.getTime() - 1))).toBe(false);
  expect(isLate({ ...shipment, expectedAt: null }, at)).toBe(false);
  expect(isLate(cancel(shipment, at), at)).toBe(false);
});

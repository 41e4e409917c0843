import { sampleOrders } from '@cartwright/sample-data';
import { describe, expect, it } from 'vitest';
import { pastOrder } from './past-order.ts';

describe('pastOrder', () => {
  const samples = sampleOrders();

  it('gives every sample the status that it says, with a timeline that leads there', () => {
    expect(samples.length).toBeGreaterThan(20);
    for (const sample of samples) {
      const { order, lines, timeline } = pastOrder(sample);
      expect(order.status).toBe(sample.status);
      expect(timeline.at(-1)).toMatchObject({ status: sample.status, version: order.version });
      expect(timeline.map(({ version }) => version)).toEqual(timeline.map((_entry, index) => index + 1));
      expect(order.deadlineAt).toBeNull();
      expect(lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(order.subtotalMinor);
    }
  });

  it('sends what was shipped, in one parcel or in two', () => {
    for (const sample of samples) {
      const { order, parcels, timeline } = pastOrder(sample);
      expect(parcels).toHaveLength(sample.parcels.length);
      expect(order.fulfillment).toBe(parcels.length === 0 ? 'UNFULFILLED' : sample.status);
      const codes = timeline.map(({ code }) => code).filter((code) => code.includes('SHIPPED'));
      const [first, second] = ['ORDER_PARTIALLY_SHIPPED', 'ORDER_SHIPPED'];
      expect(codes).toEqual([[], [second], [first, second]][parcels.length]);
    }
  });

  it('undoes what was done for a cancelled one', () => {
    const kinds = new Map(
      samples
        .map((sample) => [sample.cancelReason, pastOrder(sample)] as const)
        .filter(([reason]) => reason !== null),
    );
    expect(kinds.get('PAYMENT_DECLINED')?.order).toMatchObject({ stock: 'released', payment: 'declined' });
    expect(kinds.get('OUT_OF_STOCK')?.order).toMatchObject({ stock: 'refused', payment: 'none' });
    expect(kinds.get('CUSTOMER_REQUESTED')?.order).toMatchObject({ stock: 'released', payment: 'refunded' });
  });
});

import type { Transaction } from '@cartwright/database';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { placedOrder } from '../../test/placed-order.ts';
import type { Tables } from '../generated/tables.ts';
import type { PlacedOrder } from '../placing/ports.ts';
import type { ParcelsWithin, ParcelStore } from './ports.ts';
import type { Parcel } from './rules/parcel.ts';

/** The store under test, and what is needed to fill it. */
export interface ParcelStoreHarness {
  readonly parcels: ParcelsWithin;
  /** Runs work in a transaction of its own. */
  readonly transaction: <R>(work: (tx: Transaction<Tables>) => Promise<R>) => Promise<R>;
  /** Stores an order and commits it. */
  readonly place: (placed: PlacedOrder) => Promise<unknown>;
}

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 2, 10, 0, second));

/** What every store of parcels must do; `open` gives the one under test, which may hold parcels of other tests. */
export function parcelStoreSuite(open: () => ParcelStoreHarness): void {
  const within = <R>(work: (store: ParcelStore) => Promise<R>): Promise<R> =>
    open().transaction((tx) => work(open().parcels(tx)));
  const place = async (): Promise<PlacedOrder['order']> => {
    const placed = placedOrder(at(0));
    await open().place(placed);
    return placed.order;
  };
  const parcelOf = (order: PlacedOrder['order'], second: number, quantities: readonly number[]): Parcel => ({
    id: uuidv7(),
    orderId: order.id,
    number: `${order.id}-${second}`,
    carrier: 'DHL',
    trackingNumber: '0034',
    trackingUrl: null,
    shippedAt: at(second),
    deliveredAt: null,
    lines: quantities.flatMap((quantity, index) =>
      quantity === 0 ? [] : [{ lineId: order.lines[index]?.id ?? '', quantity }],
    ),
  });

  describe('parcels', () => {
    it('are found by their id, and by their order in the sequence in which they were sent', async () => {
      const [order, other] = [await place(), await place()];
      const parcels = [parcelOf(order, 1, [0, 1]), parcelOf(order, 2, [1, 1])];
      const foreign = parcelOf(other, 1, [1, 0]);
      for (const parcel of [...parcels, foreign]) await within((store) => store.add(parcel));
      expect(await within((store) => store.ofOrder(order.id))).toEqual(parcels);
      expect(await within((store) => store.find(foreign.id))).toEqual(foreign);
      expect(await within((store) => store.find(uuidv7()))).toBeUndefined();
    });

    it('say how they are followed and when they arrived, and nothing else changes', async () => {
      const parcel = parcelOf(await place(), 1, [1, 2]);
      await within((store) => store.add(parcel));
      const tracking = { carrier: 'UPS', trackingNumber: null, trackingUrl: 'https://example.com/1' };
      const saved = { ...parcel, ...tracking, number: 'another', deliveredAt: at(9) };
      await within((store) => store.save(saved));
      expect(await within((store) => store.find(parcel.id))).toEqual({
        ...parcel,
        ...tracking,
        deliveredAt: at(9),
      });
    });

    it('never have more of a line than was ordered', async () => {
      const order = await place();
      await within((store) => store.add(parcelOf(order, 1, [0, 1])));
      const tooMuch = within((store) => store.add(parcelOf(order, 2, [1, 2])));
      await expect(tooMuch).rejects.toMatchObject({ code: '23514' });
      expect(await within((store) => store.ofOrder(order.id))).toHaveLength(1);
    });

    it('are not there when their transaction fails', async () => {
      const parcel = parcelOf(await place(), 1, [1, 1]);
      const failing = within(async (store) => {
        await store.add(parcel);
        throw new Error('not this time');
      });
      await expect(failing).rejects.toThrow('not this time');
      expect(await within((store) => store.find(parcel.id))).toBeUndefined();
    });
  });
}

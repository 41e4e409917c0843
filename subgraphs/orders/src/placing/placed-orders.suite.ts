import type { Transaction } from '@cartwright/database';
import type { HeldKey, KeyScope, LeasedKey, LeasedKeys } from '@cartwright/idempotency';
import { describe, expect, it } from 'vitest';
import { placedOrder } from '../../test/placed-order.ts';
import type { Tables } from '../generated/tables.ts';
import type { TimelineEntry } from '../order/door.ts';
import type { PlacedOrder, PlacedOrders } from './ports.ts';

/** The store under test, and what is needed to look into it. */
export interface PlacedOrdersHarness {
  readonly orders: PlacedOrders;
  /** The keys of the same database. */
  readonly keys: LeasedKeys;
  /** Runs work in a transaction of its own. */
  readonly transaction: <R>(work: (tx: Transaction<Tables>) => Promise<R>) => Promise<R>;
  /** The timeline of an order, oldest entry first. */
  readonly timelineOf: (orderId: string) => Promise<readonly TimelineEntry[]>;
}

const placedAt = new Date('2026-01-02T10:00:00.000Z');

/** What every store of placed orders must do; `open` gives the one under test. */
export function placedOrdersSuite(open: () => PlacedOrdersHarness): void {
  const insertAll = (placed: readonly PlacedOrder[]): Promise<(string | undefined)[]> =>
    open().transaction((tx) => open().orders.insert(tx, placed));
  const insert = async (placed: PlacedOrder): Promise<string | undefined> => (await insertAll([placed]))[0];
  const claim = async ({ ownerId, operation, key }: KeyScope): Promise<void> => {
    const leased = { fingerprint: 'f', result: null, leasedUntil: placedAt, createdAt: placedAt };
    await open().keys.insert({ ownerId, operation, key, ...leased }, [ownerId]);
  };
  const find = ({ ownerId, ...key }: KeyScope): Promise<LeasedKey | undefined> =>
    open().keys.find({ ...key, ownerIds: [ownerId], fingerprint: 'f' });
  const takeOver = async (key: KeyScope): Promise<void> => {
    const known = await find(key);
    if (known === undefined) throw new Error('The key is not there');
    await open().keys.takeOver(known, placedAt);
  };
  const abandon = (key: HeldKey): Promise<boolean> =>
    open().transaction((tx) => open().orders.abandon(tx, key));
  const completedAt = async (key: KeyScope) => (await find(key))?.completedAt;

  describe('a placed order', () => {
    it('is stored under a number of its own, with its timeline, and completes its key', async () => {
      const [one, other] = [placedOrder(placedAt), placedOrder(placedAt)];
      await claim(one.key);
      await claim(other.key);
      const numbers = [await insert(one), await insert(other)];
      expect(new Set(numbers).size).toBe(2);
      expect(numbers[0]).toMatch(/^CW-1\d{5}$/);
      const { id, email, totalMinor, shippingAddress, step, version } = one.order;
      const stored = { id, email, totalMinor, shippingAddress, step, version, placedAt, number: numbers[0] };
      expect(await open().orders.find(id)).toMatchObject(stored);
      expect(await open().timelineOf(id)).toMatchObject(one.timeline);
      expect(await completedAt(one.key)).toEqual(placedAt);
    });

    it('is stored together with others, each with its own lines, timeline and key, without those that lost their keys', async () => {
      const [one, lost, other] = [placedOrder(placedAt), placedOrder(placedAt), placedOrder(placedAt)];
      for (const { key } of [one, lost, other]) await claim(key);
      await takeOver(lost.key);
      const [first, none, last] = await insertAll([one, lost, other]);
      expect(none).toBeUndefined();
      expect(await open().orders.find(one.order.id)).toMatchObject({
        number: first,
        cartId: one.order.cartId,
      });
      expect(await open().orders.find(other.order.id)).toMatchObject({ number: last });
      expect(await open().orders.find(lost.order.id)).toBeUndefined();
      expect(await open().timelineOf(lost.order.id)).toEqual([]);
      expect(await open().timelineOf(other.order.id)).toMatchObject(other.timeline);
      expect(await completedAt(other.key)).toEqual(placedAt);
      expect(await completedAt(lost.key)).toBeNull();
    });

    it('that is stored again stays as it was', async () => {
      const placed = placedOrder(placedAt);
      await claim(placed.key);
      const number = await insert(placed);
      const lines = placedOrder(placedAt).order.lines.map((line) => ({ ...line, orderId: placed.order.id }));
      const again = { ...placed, order: { ...placed.order, email: 'other@example.com', lines } };
      expect(await insert(again)).toBeUndefined();
      const { email } = placed.order;
      expect(await open().orders.find(placed.order.id)).toMatchObject({ number, email });
      expect(await open().timelineOf(placed.order.id)).toHaveLength(1);
    });

    it('is stored by one of two transactions that come at once', async () => {
      const placed = placedOrder(placedAt);
      await claim(placed.key);
      const numbers = await Promise.all([insert(placed), insert(placed)]);
      expect(numbers.filter((number) => number !== undefined)).toHaveLength(1);
    });

    it('is not stored by an attempt whose key was taken over, and that attempt stores it', async () => {
      const placed = placedOrder(placedAt);
      await claim(placed.key);
      await takeOver(placed.key);
      expect(await insert(placed)).toBeUndefined();
      expect(await open().orders.find(placed.order.id)).toBeUndefined();
      expect(await open().timelineOf(placed.order.id)).toEqual([]);
      expect(await insert({ ...placed, key: { ...placed.key, attempt: 2 } })).toMatch(/^CW-/);
    });

    it('is not stored by an attempt whose key was taken over and given up', async () => {
      const placed = placedOrder(placedAt);
      await claim(placed.key);
      await takeOver(placed.key);
      expect(await abandon({ ...placed.key, attempt: 2 })).toBe(true);
      expect(await insert(placed)).toBeUndefined();
      expect(await open().orders.find(placed.order.id)).toBeUndefined();
    });

    it('that is there is not abandoned, nor one that a later attempt goes on with', async () => {
      const [placed, takenOver] = [placedOrder(placedAt), placedOrder(placedAt)];
      await claim(placed.key);
      await insert(placed);
      await claim(takenOver.key);
      await takeOver(takenOver.key);
      expect([await abandon(placed.key), await abandon(takenOver.key)]).toEqual([false, false]);
      expect(await completedAt(placed.key)).toEqual(placedAt);
      expect(await find(takenOver.key)).toMatchObject({ attempt: 2 });
    });

    it('is not there when its transaction fails, and its key is not completed', async () => {
      const placed = placedOrder(placedAt);
      await claim(placed.key);
      const failing = open().transaction(async (tx) => {
        await open().orders.insert(tx, [placed]);
        expect(await open().orders.find(placed.order.id)).toBeUndefined();
        throw new Error('not this time');
      });
      await expect(failing).rejects.toThrow('not this time');
      expect(await open().orders.find(placed.order.id)).toBeUndefined();
      expect(await completedAt(placed.key)).toBeNull();
    });
  });
}

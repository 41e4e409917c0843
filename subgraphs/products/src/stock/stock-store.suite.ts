import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { StockStore } from './ports.ts';
import type { ReservationStatus } from './rules/reservation.ts';

/** A stock store under test. */
export interface StockUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (stock: StockStore) => Promise<R>) => Promise<R>;
  /** Makes a variant with so many pieces, all of them available, at version 1. */
  readonly receive: (pieces: number) => Promise<string>;
  readonly levelsOf: (variantId: string) => Promise<Levels | undefined>;
}

/** Where the pieces of a variant are. */
export interface Levels {
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly received: number;
  readonly version: number;
}

type Open = () => Promise<StockUnderTest>;

const expiresAt = new Date('2026-01-02T10:00:00.000Z');
const after = (seconds: number) => new Date(expiresAt.getTime() + seconds * 1_000);

/** What every stock store does. */
export function stockStoreSuite(open: Open): void {
  testClaims(open);
  testReservations(open);
  testExpiry(open);
  testLevels(open);
  testAnnouncements(open);
  testLocks(open);
}

const toReserve = (orderId: string, at = expiresAt) =>
  ({ orderId, status: 'reserved', expiresAt: at }) as const;
const tombstone = (orderId: string) => ({ orderId, status: 'released', expiresAt: null }) as const;

async function reserve(test: StockUnderTest, at = expiresAt, status?: ReservationStatus): Promise<string> {
  const orderId = uuidv7();
  await test.transaction(async (stock) => {
    await stock.claimReservations([toReserve(orderId, at)]);
    if (status !== undefined) await stock.setReservationStatus([orderId], status);
  });
  return orderId;
}

async function find(test: StockUnderTest, orderId: string) {
  const found = await test.transaction((stock) => stock.lockReservations([orderId]));
  return found.get(orderId);
}

function testClaims(open: Open): void {
  it('an order is claimed once, whatever became of it', async () => {
    await using test = await open();
    const [reserved, released, fresh] = [uuidv7(), uuidv7(), uuidv7()];
    const first = [toReserve(reserved), tombstone(released)];
    expect(await test.transaction((stock) => stock.claimReservations(first))).toEqual(
      new Set([reserved, released]),
    );
    const again = [toReserve(released), tombstone(reserved), toReserve(fresh)];
    expect(await test.transaction((stock) => stock.claimReservations(again))).toEqual(new Set([fresh]));
    expect(await find(test, reserved)).toEqual({ ...toReserve(reserved), lines: [] });
    expect(await find(test, released)).toEqual({ ...tombstone(released), lines: [] });
  });

  it('of two that claim an order at once one gets it', async () => {
    await using test = await open();
    const orderId = uuidv7();
    const claim = () => test.transaction((stock) => stock.claimReservations([toReserve(orderId)]));
    const claims = await Promise.all([claim(), claim(), claim()]);
    expect(claims.map(({ size }) => size).toSorted()).toEqual([0, 0, 1]);
  });

  it('a claim that is rolled back leaves the order to the next', async () => {
    await using test = await open();
    const orderId = uuidv7();
    const failed = test.transaction(async (stock) => {
      await stock.claimReservations([toReserve(orderId)]);
      throw new RangeError('changed my mind');
    });
    await expect(failed).rejects.toThrow(RangeError);
    const claimed = await test.transaction((stock) => stock.claimReservations([toReserve(orderId)]));
    expect([...claimed]).toEqual([orderId]);
  });
}

function testReservations(open: Open): void {
  it('a reservation holds its lines in the order of their variants', async () => {
    await using test = await open();
    const variantIds = [await test.receive(5), await test.receive(5)].toSorted();
    const orderId = await reserve(test);
    const lines = variantIds.map((variantId, index) => ({ variantId, quantity: index + 1 }));
    await test.transaction((stock) => stock.insertReservationLines([{ orderId, lines: lines.toReversed() }]));
    expect(await find(test, orderId)).toEqual({ ...toReserve(orderId), lines });
  });

  it('those that do not exist are left out', async () => {
    await using test = await open();
    const orderId = await reserve(test);
    const found = await test.transaction((stock) => stock.lockReservations([uuidv7(), orderId]));
    expect([...found.keys()]).toEqual([orderId]);
    expect(await test.transaction((stock) => stock.lockReservations([]))).toEqual(new Map());
  });

  it('a status is set on what is named, and nothing else', async () => {
    await using test = await open();
    const [changed, other] = [await reserve(test), await reserve(test)];
    await test.transaction((stock) => stock.setReservationStatus([changed], 'committed'));
    expect(await find(test, changed)).toMatchObject({ status: 'committed', expiresAt });
    expect(await find(test, other)).toMatchObject({ status: 'reserved' });
  });
}

function testExpiry(open: Open): void {
  const expiredAt = (test: StockUnderTest, now: Date, limit = 10) =>
    test.transaction(async (stock) =>
      (await stock.lockExpiredReservations(now, limit)).map(({ orderId }) => orderId),
    );

  it('a reservation expires at its time, the longest overdue first', async () => {
    await using test = await open();
    const second = await reserve(test, after(1));
    const first = await reserve(test);
    const last = await reserve(test, after(2));
    expect(await expiredAt(test, after(-1))).toEqual([]);
    expect(await expiredAt(test, expiresAt)).toEqual([first]);
    expect(await expiredAt(test, after(2))).toEqual([first, second, last]);
    expect(await expiredAt(test, after(2), 2)).toEqual([first, second]);
  });

  it('only what is reserved expires, and it comes with its lines', async () => {
    await using test = await open();
    const variantId = await test.receive(5);
    for (const status of ['committed', 'released', 'expired', 'refused'] as const)
      await reserve(test, expiresAt, status);
    const orderId = await reserve(test);
    const lines = [{ variantId, quantity: 2 }];
    await test.transaction((stock) => stock.insertReservationLines([{ orderId, lines }]));
    const expired = await test.transaction((stock) => stock.lockExpiredReservations(expiresAt, 10));
    expect(expired).toEqual([{ ...toReserve(orderId), lines }]);
  });

  it('what another transaction has locked is skipped', async () => {
    await using test = await open();
    const orderIds = [await reserve(test), await reserve(test, after(1))];
    await test.transaction(async (stock) => {
      const own = await stock.lockExpiredReservations(after(1), 1);
      const others = await expiredAt(test, after(1));
      expect([...own.map(({ orderId }) => orderId), ...others]).toEqual(orderIds);
      expect(others).toHaveLength(1);
    });
  });
}

const delta = (variantId: string, available: number, reserved = 0, sold = 0) => ({
  variantId,
  available,
  reserved,
  sold,
});

function testLevels(open: Open): void {
  it('pieces move between levels, and come in and go out', async () => {
    await using test = await open();
    const [moved, filled] = [await test.receive(10), await test.receive(3)];
    await test.transaction((stock) =>
      stock.updateStock([delta(moved, -4, 3, 1), { ...delta(filled, 2), received: 2 }]),
    );
    expect(await test.levelsOf(moved)).toMatchObject({ available: 6, reserved: 3, sold: 1, received: 10 });
    expect(await test.levelsOf(filled)).toMatchObject({ available: 5, reserved: 0, sold: 0, received: 5 });
  });

  it.each([
    ['available', delta('', -2, 2)],
    ['reserved', delta('', 1, -1)],
    ['sold', delta('', 1, 0, -1)],
  ])('never less than nothing is %s: the whole transaction is refused', async (_level, update) => {
    await using test = await open();
    const [other, variantId] = [await test.receive(1), await test.receive(1)];
    const moves = test.transaction(async (stock) => {
      await stock.updateStock([delta(other, -1, 1)]);
      await stock.updateStock([{ ...update, variantId }]);
    });
    await expect(moves).rejects.toMatchObject({ code: '23514' });
    expect(await test.levelsOf(other)).toMatchObject({ available: 1, version: 1 });
    expect(await test.levelsOf(variantId)).toMatchObject({ available: 1, version: 1 });
  });

  it('pieces neither appear nor vanish', async () => {
    await using test = await open();
    const variantId = await test.receive(5);
    const loss = test.transaction((stock) => stock.updateStock([delta(variantId, -1)]));
    await expect(loss).rejects.toMatchObject({ code: '23514' });
  });
}

function testAnnouncements(open: Open): void {
  it('levels up to 100 are announced, in versions that rise', async () => {
    await using test = await open();
    const variantId = await test.receive(102);
    const sell = (pieces: number) =>
      test.transaction((stock) => stock.updateStock([delta(variantId, -pieces, 0, pieces)]));
    expect(await sell(1)).toEqual([]);
    expect(await sell(2)).toEqual([{ variantId, version: 2, available: 99 }]);
    expect(await sell(4)).toEqual([{ variantId, version: 3, available: 95 }]);
    expect(await sell(0)).toEqual([]);
    expect(await sell(-7)).toEqual([{ variantId, version: 4, available: 100 }]);
    expect(await test.levelsOf(variantId)).toMatchObject({ available: 102, version: 4 });
  });

  it('what is announced of stock that is locked is what will be stored', async () => {
    await using test = await open();
    const [variantId, soldOut] = [await test.receive(102), await test.receive(2)];
    const sell = (pieces: number, others = 0) =>
      test.transaction(async (stock) => {
        const locked = await stock.lockStock([variantId, soldOut]);
        const deltas = [delta(variantId, -pieces, pieces), delta(soldOut, -others, others)];
        return stock.updateStock(deltas, locked);
      });
    expect(await sell(2)).toEqual([]);
    expect(await sell(1, 2)).toEqual([
      { variantId, version: 2, available: 99 },
      { variantId: soldOut, version: 2, available: 0 },
    ]);
    expect(await test.levelsOf(variantId)).toMatchObject({ available: 99, reserved: 3, version: 2 });
    expect(await test.levelsOf(soldOut)).toMatchObject({ available: 0, reserved: 2, version: 2 });
  });

  it('a loss of stock that is locked is refused with all of its transaction', async () => {
    await using test = await open();
    const variantId = await test.receive(1);
    const loss = test.transaction(async (stock) =>
      stock.updateStock([delta(variantId, -2, 2)], await stock.lockStock([variantId])),
    );
    await expect(loss).rejects.toMatchObject({ code: '23514' });
    expect(await test.levelsOf(variantId)).toMatchObject({ available: 1, version: 1 });
  });
}

function testLocks(open: Open): void {
  it('gives what is available of the variants that exist', async () => {
    await using test = await open();
    const [full, empty] = [await test.receive(7), await test.receive(0)];
    const levels = await test.transaction((stock) => stock.lockStock([full, uuidv7(), empty, full]));
    expect(levels).toEqual(
      new Map([
        [full, { available: 7, version: 1, hasFlashOffers: false, isPart: false, bundles: [] }],
        [empty, { available: 0, version: 1, hasFlashOffers: false, isPart: false, bundles: [] }],
      ]),
    );
  });

  it('of two that take stock at once the second sees what the first has left', async () => {
    await using test = await open();
    const [variantId, other] = [await test.receive(5), await test.receive(5)];
    const second = Promise.withResolvers<number | undefined>();
    let isSecondDone = false;
    await test.transaction(async (stock) => {
      await stock.lockStock([variantId]);
      test
        .transaction(async (later) => (await later.lockStock([variantId])).get(variantId)?.available)
        .finally(() => (isSecondDone = true))
        .then(second.resolve, second.reject);
      // Transactions on other stock are over before one that does not wait for this one could still be on its way.
      for (let round = 0; round < 5; round += 1) await test.transaction((free) => free.lockStock([other]));
      expect(isSecondDone).toBe(false);
      await stock.updateStock([delta(variantId, -2, 2)]);
    });
    expect(await second.promise).toBe(3);
  });

  it('a reservation is locked from being read to being changed', async () => {
    await using test = await open();
    const orderId = await reserve(test);
    const second = Promise.withResolvers<ReservationStatus | undefined>();
    await test.transaction(async (stock) => {
      await stock.lockReservations([orderId]);
      find(test, orderId).then((found) => second.resolve(found?.status), second.reject);
      for (let round = 0; round < 5; round += 1) await find(test, uuidv7());
      await stock.setReservationStatus([orderId], 'committed');
    });
    expect(await second.promise).toBe('committed');
  });
}

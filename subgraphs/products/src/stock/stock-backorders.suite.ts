import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { StockUnderTest } from './stock-store.suite.ts';
import { commitReservations } from './use-cases/commit-reservations.ts';
import { releaseReservations } from './use-cases/release-reservations.ts';
import { reserveStock } from './use-cases/reserve-stock.ts';

/** Pieces that an order waits for. */
export interface WaitingLine {
  readonly orderId: string;
  readonly quantity: number;
}

/** A stock store under test that sells pieces before they are there. */
export interface BackordersUnderTest extends StockUnderTest {
  /** Makes a variant with so many pieces, of which so many more may be sold. */
  readonly receive: (pieces: number, backorderLimit?: number) => Promise<string>;
  /** Who waits for a variant, in turn. */
  readonly waiting: (variantId: string) => Promise<readonly WaitingLine[]>;
}

type Open = () => Promise<BackordersUnderTest>;

/** What every stock store does with pieces that are sold before they are there. */
export function stockBackordersSuite(open: Open): void {
  it('who waits are those who came last, for as many pieces as are missing', async () => {
    await using test = await open();
    const mug = await test.receive(3, 20);
    const [served, half, last] = await comeOneByOne(test, mug, [2, 3, 4]);
    expect(await test.waiting(mug)).toEqual([waits(half, 2), waits(last, 4)]);
    await settle(test, 'commit', [served, last]);
    expect(await test.waiting(mug)).toEqual([waits(half, 2), waits(last, 4)]);
  });

  it('what comes in is given to whoever came first, and to nobody twice', async () => {
    await using test = await open();
    const mug = await test.receive(0, 20);
    const [first, second] = await comeOneByOne(test, mug, [3, 2]);
    await bring(test, mug, 2);
    expect(await test.waiting(mug)).toEqual([waits(first, 1), waits(second, 2)]);
    await bring(test, mug, 2);
    expect(await test.waiting(mug)).toEqual([waits(second, 1)]);
    const [third] = await comeOneByOne(test, mug, [4]);
    expect(await test.waiting(mug)).toEqual([waits(second, 1), waits(third, 4)]);
    await bring(test, mug, 6);
    expect(await test.waiting(mug)).toEqual([]);
    const [fourth] = await comeOneByOne(test, mug, [3]);
    expect(await test.waiting(mug)).toEqual([waits(fourth, 2)]);
  });

  it('what is given back goes to whoever came first, and whoever leaves waits no more', async () => {
    await using test = await open();
    const mug = await test.receive(2, 20);
    const [served, first, leaving, last] = await comeOneByOne(test, mug, [2, 1, 3, 2]);
    await settle(test, 'release', [leaving]);
    expect(await test.waiting(mug)).toEqual([waits(first, 1), waits(last, 2)]);
    await settle(test, 'commit', [served]);
    await settle(test, 'release', [served]);
    expect(await test.waiting(mug)).toEqual([waits(last, 1)]);
    // Those who are served and leave take nobody’s turn.
    await settle(test, 'release', [first]);
    expect(await test.waiting(mug)).toEqual([]);
  });

  it('of those who come at once, those of the first ids come first', async () => {
    await using test = await open();
    const [mug, pot] = [await test.receive(3, 20), await test.receive(9, 20)];
    const ids = [uuidv7(), uuidv7(), uuidv7()] as const;
    await come(test, ids.map((orderId) => ({ orderId, lines: [one(mug, 2), one(pot, 1)] })).toReversed());
    expect(await test.waiting(mug)).toEqual([waits(ids[1], 1), waits(ids[2], 2)]);
    expect(await test.waiting(pot)).toEqual([]);
  });
}

const waits = (orderId: string | undefined, quantity: number): WaitingLine => ({
  orderId: orderId ?? '',
  quantity,
});
const one = (variantId: string, quantity: number) => ({ variantId, quantity });

interface Wanted {
  readonly orderId: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
}

async function come(test: BackordersUnderTest, wanted: readonly Wanted[]): Promise<void> {
  const expiresAt = '2026-01-02T10:00:00.000Z';
  await test.transaction((stock) =>
    reserveStock(
      stock,
      wanted.map((request) => ({ ...request, expiresAt })),
    ),
  );
}

/** @returns the orders */
async function comeOneByOne(
  test: BackordersUnderTest,
  variantId: string,
  quantities: readonly number[],
): Promise<string[]> {
  const orderIds: string[] = [];
  for (const quantity of quantities) {
    const orderId = uuidv7();
    await come(test, [{ orderId, lines: [one(variantId, quantity)] }]);
    orderIds.push(orderId);
  }
  return orderIds;
}

async function settle(
  test: BackordersUnderTest,
  how: 'commit' | 'release',
  orderIds: readonly (string | undefined)[],
): Promise<void> {
  const ids = orderIds.flatMap((orderId) => orderId ?? []);
  await test.transaction<unknown>((stock) =>
    how === 'commit' ? commitReservations(stock, ids) : releaseReservations(stock, ids),
  );
}

async function bring(test: BackordersUnderTest, variantId: string, pieces: number): Promise<void> {
  const update = { variantId, available: pieces, reserved: 0, sold: 0, received: pieces };
  await test.transaction((stock) => stock.updateStock([update]));
}

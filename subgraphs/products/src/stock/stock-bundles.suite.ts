import { expect, it } from 'vitest';
import type { StockLine } from './rules/stock-movement.ts';
import type { StockUnderTest } from './stock-store.suite.ts';

/** A stock store under test that has bundles. */
export interface BundlesUnderTest extends StockUnderTest {
  /** Makes a bundle of variants, at version 1. */
  readonly bundle: (parts: readonly StockLine[]) => Promise<string>;
}

/** What every stock store does with bundles. */
export function stockBundlesSuite(open: () => Promise<BundlesUnderTest>): void {
  it('locks parts in the place of a bundle, and says what one piece of it takes of them', async () => {
    await using test = await open();
    const [mug, pot] = [await test.receive(7), await test.receive(3)];
    const set = await test.bundle([one(mug, 2), one(pot)]);
    const locked = await test.transaction((stock) => stock.lockStock([set, pot]));
    const level = { version: 1, hasFlashOffers: false, isPart: true };
    expect(Object.fromEntries(locked)).toEqual({
      [mug]: { ...level, available: 7, bundles: [{ bundleId: set, quantity: 2 }] },
      [pot]: { ...level, available: 3, bundles: [{ bundleId: set, quantity: 1 }] },
    });
    const part = await test.transaction((stock) => stock.lockStock([mug]));
    expect(part.get(mug)).toEqual({ ...level, available: 7, bundles: [] });
  });

  it('works bundles out anew when their parts move, and tells of those that are different', async () => {
    await using test = await open();
    const [mug, pot] = [await test.receive(7), await test.receive(3)];
    const set = await test.bundle([one(mug, 2), one(pot)]);
    const take = (pieces: number) =>
      test.transaction((stock) =>
        stock.updateStock([{ variantId: mug, available: -pieces, reserved: pieces, sold: 0 }]),
      );
    expect(await take(1)).toEqual([{ variantId: mug, version: 2, available: 6 }]);
    const both = [
      { variantId: mug, version: 3, available: 5 },
      { variantId: set, version: 2, available: 2 },
    ];
    expect(await take(1)).toEqual(both);
    expect(await test.levelsOf(set)).toMatchObject({ available: 2, reserved: 0, sold: 0, received: 0 });
    await take(-2);
    expect(await test.levelsOf(set)).toMatchObject({ available: 3, version: 3 });
  });

  it('never gives a bundle pieces of its own', async () => {
    await using test = await open();
    const set = await test.bundle([one(await test.receive(7))]);
    const taken = test.transaction((stock) =>
      stock.updateStock([{ variantId: set, available: -1, reserved: 1, sold: 0 }]),
    );
    await expect(taken).rejects.toMatchObject({ code: '23514' });
  });
}

function one(variantId: string, quantity = 1): StockLine {
  return { variantId, quantity };
}

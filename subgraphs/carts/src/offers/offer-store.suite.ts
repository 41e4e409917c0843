import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { variantChange } from '../../test/sample-variants.ts';
import type { OfferStore } from './ports.ts';

/** A copy of the catalogue under test. */
export interface OfferStoreUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (offers: OfferStore) => Promise<R>) => Promise<R>;
}

/** What every copy of the catalogue does. */
export function offerStoreSuite(open: () => Promise<OfferStoreUnderTest>): void {
  it('gives the offers of variants in one currency', async () => {
    await using test = await open();
    const [known, unheard] = [variantChange({ priceMinor: 1995 }), variantChange({ forSale: false })];
    await test.transaction((offers) => offers.saveVariants([known, unheard]));
    await test.transaction((offers) =>
      offers.saveStock([{ variantId: known.variantId, version: 1, available: 7 }]),
    );
    const { variantId, productId } = known;
    const found = await test.transaction((offers) =>
      offers.findOffers([variantId, unheard.variantId, uuidv7()], 'EUR'),
    );
    expect(found.size).toBe(2);
    expect(found.get(variantId)).toEqual({
      variantId,
      productId,
      title: 'Oak stool',
      variantTitle: 'Natural',
      translations: {},
      sku: 'STOOL-OAK',
      forSale: true,
      parts: [],
      unitPriceMinor: 1995,
      priceLists: [],
      available: 7,
    });
    expect(found.get(unheard.variantId)).toMatchObject({ forSale: false, available: null });
  });

  it('keeps the newest version of a variant, within a batch and over several', async () => {
    await using test = await open();
    const change = variantChange();
    const { variantId } = change;
    const versions = (...wanted: number[]) =>
      wanted.map((version) => ({ ...change, version, title: `Version ${version}` }));
    await test.transaction((offers) => offers.saveVariants(versions(3, 5, 4)));
    await test.transaction((offers) => offers.saveVariants(versions(2, 4)));
    const title = async () =>
      (await test.transaction((offers) => offers.findOffers([variantId], 'EUR'))).get(variantId)?.title;
    expect(await title()).toBe('Version 5');
    await test.transaction((offers) => offers.saveVariants(versions(6)));
    expect(await title()).toBe('Version 6');
  });

  it('keeps the newest stock of a variant, also of one that is not known yet', async () => {
    await using test = await open();
    const change = variantChange();
    const { variantId } = change;
    const stock = (version: number, available: number) => ({ variantId, version, available });
    await test.transaction((offers) => offers.saveStock([stock(4, 40), stock(3, 30)]));
    await test.transaction((offers) => offers.saveStock([stock(2, 20)]));
    await test.transaction((offers) => offers.saveVariants([change]));
    const found = await test.transaction((offers) => offers.findOffers([variantId], 'EUR'));
    expect(found.get(variantId)?.available).toBe(40);
  });

  it('keeps what a variant is called in other languages, and forgets it with the version that has it no more', async () => {
    await using test = await open();
    const change = variantChange({ version: 2 });
    const translations = { de: { title: 'Hocker aus Eiche', variantTitle: 'Natur' } };
    const titles = async () => {
      const found = await test.transaction((offers) => offers.findOffers([change.variantId], 'EUR'));
      return found.get(change.variantId)?.translations;
    };
    await test.transaction((offers) => offers.saveVariants([{ ...change, translations }]));
    expect(await titles()).toEqual(translations);
    await test.transaction((offers) => offers.saveVariants([{ ...change, version: 3 }]));
    expect(await titles()).toEqual({});
  });

  it('gives what a bundle consists of in its order, for sale while all of its parts are known and for sale', async () => {
    await using test = await open();
    const [mug, pot] = [variantChange({ priceMinor: 1000 }), variantChange({ version: 2, priceMinor: 3000 })];
    const bundleParts = [
      { variantId: pot.variantId, quantity: 1 },
      { variantId: mug.variantId, quantity: 4 },
    ];
    const set = { ...variantChange({ version: 2 }), bundleParts };
    const offer = async () =>
      (await test.transaction((offers) => offers.findOffers([set.variantId], 'EUR'))).get(set.variantId);
    await test.transaction((offers) => offers.saveVariants([set, mug]));
    expect(await offer()).toMatchObject({ forSale: false });
    await test.transaction((offers) => offers.saveVariants([pot]));
    const { title, variantTitle, sku } = mug;
    const named = { title, variantTitle, sku, translations: {}, priceLists: [] };
    expect(await offer()).toMatchObject({
      forSale: true,
      parts: [
        { ...bundleParts[0], ...named, unitPriceMinor: 3000 },
        { ...bundleParts[1], ...named, unitPriceMinor: 1000 },
      ],
    });
    await test.transaction((offers) => offers.saveVariants([{ ...pot, version: 3, forSale: false }]));
    expect(await offer()).toMatchObject({ forSale: false });
    await test.transaction((offers) => offers.saveVariants([{ ...set, version: 3, bundleParts: undefined }]));
    expect(await offer()).toMatchObject({ forSale: true, parts: [] });
  });

  it('drops a price with the version that no longer has it, and leaves those of an older version alone', async () => {
    await using test = await open();
    const change = variantChange({ version: 2, priceMinor: 2000 });
    const { variantId } = change;
    const dollars = [{ currency: 'USD', amountMinor: 2500, compareAtMinor: null }];
    await test.transaction((offers) => offers.saveVariants([change]));
    await test.transaction((offers) => offers.saveVariants([{ ...change, version: 1, prices: dollars }]));
    const price = async (currency: 'EUR' | 'USD') =>
      (await test.transaction((offers) => offers.findOffers([variantId], currency))).get(variantId)
        ?.unitPriceMinor;
    expect([await price('EUR'), await price('USD')]).toEqual([2000, 2200]);
    await test.transaction((offers) => offers.saveVariants([{ ...change, version: 3, prices: dollars }]));
    expect([await price('EUR'), await price('USD')]).toEqual([null, 2500]);
  });

  it('stores nothing of a transaction that fails', async () => {
    await using test = await open();
    const change = variantChange();
    const failing = test.transaction(async (offers) => {
      await offers.saveVariants([change]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const found = await test.transaction((offers) => offers.findOffers([change.variantId], 'EUR'));
    expect(found.size).toBe(0);
  });
}

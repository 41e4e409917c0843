import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { traitsChange, variantChange } from '../../test/sample-variants.ts';
import type { OfferStore } from './ports.ts';
import { noTraits } from './rules.ts';

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
      isReduced: false,
      traits: { ...noTraits, weightGrams: 3200 },
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

  it('gives what a variant is selected and taxed by: what is said of its product, and of itself alone', async () => {
    await using test = await open();
    const { productId, ...change } = variantChange();
    const variants = [
      { ...change, productId },
      { ...variantChange(), productId },
    ];
    const own = { variantId: change.variantId, attributes: [{ key: 'finish', value: 'natural' }] };
    const told = traitsChange({ productId, variants: [own], taxClass: 'REDUCED' });
    await test.transaction((offers) => offers.saveTraits([told]));
    await test.transaction((offers) => offers.saveVariants(variants));
    const found = await test.transaction((offers) =>
      offers.findOffers(
        variants.map(({ variantId }) => variantId),
        'EUR',
      ),
    );
    const { categoryIds, collectionIds, attributes, taxClass } = told;
    const ofProduct = { categoryIds, collectionIds, taxClass, weightGrams: 3200 };
    expect(variants.map(({ variantId }) => found.get(variantId)?.traits)).toEqual([
      { ...ofProduct, attributes: [...attributes, ...own.attributes] },
      { ...ofProduct, attributes },
    ]);
  });

  it('keeps the newest that a product is selected and taxed by, whatever comes late or twice', async () => {
    await using test = await open();
    const change = variantChange();
    const told = traitsChange({ productId: change.productId });
    const versions = (...wanted: number[]) =>
      wanted.map((version) => ({ ...told, version, taxClass: `CLASS_${version}` }));
    await test.transaction((offers) => offers.saveVariants([change]));
    const taxClass = async () =>
      (await test.transaction((offers) => offers.findOffers([change.variantId], 'EUR'))).get(change.variantId)
        ?.traits.taxClass;
    await test.transaction((offers) => offers.saveTraits(versions(2, 4, 3)));
    await test.transaction((offers) => offers.saveTraits(versions(4, 1, 3)));
    expect(await taxClass()).toBe('CLASS_4');
    await test.transaction((offers) => offers.saveTraits([{ ...told, version: 5, taxClass: null }]));
    expect(await taxClass()).toBeNull();
  });

  it('knows a reduced price by the higher one that it is compared with, in its own currency', async () => {
    await using test = await open();
    const change = variantChange();
    const price = (currency: string, compareAtMinor: number | null) => ({
      currency,
      amountMinor: 2000,
      compareAtMinor,
    });
    const isReduced = async (currency: 'EUR' | 'USD' | 'GBP' | 'CHF') =>
      (await test.transaction((offers) => offers.findOffers([change.variantId], currency))).get(
        change.variantId,
      )?.isReduced;
    const prices = [price('EUR', 2500), price('USD', null), price('GBP', 2000)];
    await test.transaction((offers) => offers.saveVariants([{ ...change, prices }]));
    expect(
      await Promise.all([isReduced('EUR'), isReduced('USD'), isReduced('GBP'), isReduced('CHF')]),
    ).toEqual([true, false, false, false]);
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

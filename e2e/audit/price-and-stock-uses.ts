import { randomUUID } from 'node:crypto';
import { findVariant } from '../support/shopper.ts';
import { act, idOf, staff, visitor, type Uses } from './acting.ts';

/** An offer that is to come; whoever makes one cancels it, so that the variant can have another. */
const newFlashOffer = async () => {
  const { id: variantId } = await findVariant(visitor, 20, 31);
  const [startsAt, endsAt] = ['2051-01-01T00:00:00Z', '2051-01-02T00:00:00Z'];
  const price = { amount: '0.35', currencyCode: 'EUR' };
  const result = await act(
    'flashOfferCreate',
    { variantId, price, startsAt, endsAt, budget: 3 },
    '... on FlashOfferCreateSuccess { flashOffer { id version } }',
  );
  const { flashOffer } = result as unknown as { flashOffer: { id: string; version: number } };
  return { ...flashOffer, variantId };
};

const newLocation = async (): Promise<string> =>
  idOf(
    await act(
      'stockLocationCreate',
      { name: `Place ${randomUUID()}`, priority: 999 },
      '... on StockLocationCreateSuccess { location { id } }',
    ),
    'location',
  );
/** A piece on its way from the default location to another one. */
const newTransfer = async (): Promise<string> => {
  const { id: variantId } = await findVariant(visitor, 20, 31);
  const { stockLocations } = await staff.ask<{ stockLocations: { id: string; isDefault: boolean }[] }>(
    '{ stockLocations { id isDefault } }',
  );
  const fromLocationId = stockLocations.find(({ isDefault }) => isDefault)?.id;
  const sent = await act(
    'stockTransferCreate',
    {
      ...{ idempotencyKey: randomUUID(), fromLocationId, toLocationId: await newLocation() },
      lines: [{ variantId, quantity: 1 }],
    },
    '... on StockTransferCreateSuccess { transfer { id } }',
  );
  return idOf(sent, 'transfer');
};
const newPriceList = async (): Promise<string> =>
  idOf(
    await act(
      'priceListCreate',
      { name: 'Trade', currency: 'EUR', customerGroupIds: [randomUUID()] },
      '... on PriceListCreateSuccess { priceList { id } }',
    ),
    'priceList',
  );

/** How staff use what prices, offers and stock can be changed with. */
export const priceAndStockUses: Uses = {
  priceListCreate: newPriceList,
  priceListUpdate: async () => {
    const id = await newPriceList();
    await act('priceListUpdate', { id, version: 1, name: 'Other' });
    return id;
  },
  priceListDelete: async () => {
    const id = await newPriceList();
    await act('priceListDelete', { id, version: 1 });
    return id;
  },
  priceListPricesUpdate: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 31);
    const id = await newPriceList();
    const prices = [{ variantId, prices: [{ price: { amount: '12.35', currencyCode: 'EUR' } }] }];
    await act('priceListPricesUpdate', { priceListId: id, prices });
    return id;
  },
  variantPriceUpdate: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 31);
    const price = { amount: '12.34', currencyCode: 'EUR' };
    await act('variantPriceUpdate', { variantId, price });
    return variantId;
  },
  variantPricesUpdate: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 31);
    await act('variantPricesUpdate', {
      prices: [{ variantId, price: { amount: '12.35', currencyCode: 'EUR' } }],
    });
    return variantId;
  },
  flashOfferCreate: async () => {
    const { variantId, id, version } = await newFlashOffer();
    await act('flashOfferCancel', { id, expectedVersion: version });
    return variantId;
  },
  flashOfferUpdate: async () => {
    const { variantId, id, version } = await newFlashOffer();
    await act('flashOfferUpdate', { id, expectedVersion: version, budget: 4 });
    await act('flashOfferCancel', { id, expectedVersion: version + 1 });
    return variantId;
  },
  flashOfferCancel: async () => {
    const { variantId, id, version } = await newFlashOffer();
    await act('flashOfferCancel', { id, expectedVersion: version });
    return variantId;
  },
  variantSaleDelete: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 31);
    const price = { amount: '11.35', currencyCode: 'EUR' };
    const [startsAt, endsAt] = ['2050-01-01T00:00:00Z', '2050-01-02T00:00:00Z'];
    const result = await act(
      'variantPricesUpdate',
      { prices: [{ variantId, price, startsAt, endsAt }] },
      '... on VariantPricesUpdateSuccess { results { variant { sales { id } } } }',
    );
    const { results } = result as unknown as {
      results: readonly [{ variant: { sales: readonly [{ id: string }] } }];
    };
    await act('variantSaleDelete', { id: results[0].variant.sales[0].id });
    return variantId;
  },
  stockLocationCreate: newLocation,
  stockLocationUpdate: async () => {
    const id = await newLocation();
    await act('stockLocationUpdate', { id, version: 1, priority: 900 });
    return id;
  },
  stockLocationArchive: async () => {
    const id = await newLocation();
    await act('stockLocationArchive', { id, version: 1 });
    return id;
  },
  stockTransferCreate: async () => {
    const id = await newTransfer();
    await staff.ask('mutation ($id: ID!) { stockTransferCancel(input: { id: $id }) { __typename } }', { id });
    return id;
  },
  stockTransferReceive: async () => {
    const id = await newTransfer();
    await act('stockTransferReceive', { idempotencyKey: randomUUID(), id });
    return id;
  },
  stockTransferCancel: async () => {
    const id = await newTransfer();
    await act('stockTransferCancel', { id });
    return id;
  },
  variantStockAdjust: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 31);
    await act('variantStockAdjust', { idempotencyKey: randomUUID(), variantId, delta: 1 });
    return variantId;
  },
  variantStockPolicyUpdate: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 31);
    await act('variantStockPolicyUpdate', { variantId, version: 1, safetyStock: 1 });
    return variantId;
  },
};

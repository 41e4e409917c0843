import { newOpaqueToken } from '@cartwright/identity';
import { sampleOffers, type SampleOffers, type SampleProduct } from '@cartwright/sample-data';
import type { SeededRow } from './repository.ts';

/** The rows of price lists and flash offers, by the table that they go into. */
interface OfferRows {
  readonly priceLists: readonly SeededRow<'priceLists'>[];
  readonly priceListPrices: readonly SeededRow<'priceListPrices'>[];
  readonly flashOffers: readonly SeededRow<'flashOffers'>[];
  /** The prices of the flash offers: the loop that begins sales begins these, and tells carts. */
  readonly variantSales: readonly SeededRow<'variantSales'>[];
}

const hourMs = 3_600_000;

/** What is offered of sample products, from now on. */
export function offerRows(products: Iterable<Pick<SampleProduct, 'variants'>>, now: Date): OfferRows {
  const { priceLists, flashOffers } = sampleOffers(products);
  return {
    priceLists: priceLists.map(({ id, name, countries, groupIds }) => ({
      ...{ id, name, currency: 'EUR', countries: [...countries], groupIds: [...groupIds] },
      ...{ startsAt: now, endsAt: null, priority: 0, adjustments: [], isRunning: true, createdAt: now },
    })),
    priceListPrices: priceLists.map(({ id: priceListId, variantId, prices }) => {
      return { variantId, priceListId, prices };
    }),
    flashOffers: flashOffers.map((offer) => flashOfferRow(offer, now)),
    variantSales: flashOffers.map(({ id, variantId, amountMinor, ...offer }) => {
      const { startsAt, endsAt } = timesOf(offer, now);
      const price = { currency: 'EUR' as const, amountMinor, compareAtMinor: null };
      return { id, variantId, ...price, startsAt, endsAt, isRunning: false, dueAt: startsAt };
    }),
  };
}

function flashOfferRow(
  {
    id,
    variantId,
    amountMinor,
    budget,
    limitPerCustomer,
    isQueued,
    ...offer
  }: SampleOffers['flashOffers'][number],
  now: Date,
): SeededRow<'flashOffers'> {
  const price = { currency: 'EUR' as const, amountMinor };
  const drawSeed = isQueued ? newOpaqueToken() : null;
  const rules = { budget, limitPerCustomer, isQueued, drawSeed };
  return { id, variantId, ...price, ...rules, ...timesOf(offer, now), createdAt: now };
}

function timesOf(
  { startsInHours, lastsHours }: Pick<SampleOffers['flashOffers'][number], 'startsInHours' | 'lastsHours'>,
  now: Date,
) {
  const startsAt = new Date(now.getTime() + startsInHours * hourMs);
  return { startsAt, endsAt: new Date(startsAt.getTime() + lastsHours * hourMs) };
}

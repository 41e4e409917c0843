import type { Transaction } from '@cartwright/database';
import {
  priceListChanged,
  priceListPricesChanged,
  productTraitsChanged,
  stockChanged,
  variantChanged,
} from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { OffersWithin, PriceListChange } from './ports.ts';

const batchSize = 64;

/** Keeps the copy of the catalogue up to date. */
export const consumes = (offersWithin: OffersWithin): MessageHandler<Transaction<Tables>>[] => [
  onBatch(variantChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).saveVariants(received.map(({ data }) => data)),
  ),
  onBatch(stockChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).saveStock(received.map(({ data }) => data)),
  ),
  onBatch(productTraitsChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).saveTraits(received.map(({ data }) => data)),
  ),
  onBatch(priceListChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).savePriceLists(received.map(({ data }) => data as PriceListChange)),
  ),
  onBatch(priceListPricesChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).savePriceListPrices(received.map(({ data }) => data)),
  ),
];

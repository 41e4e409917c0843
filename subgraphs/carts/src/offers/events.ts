import type { Transaction } from '@cartwright/database';
import { stockChanged, variantChanged } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { OffersWithin } from './ports.ts';

const batchSize = 64;

/** Keeps the copy of the catalogue up to date. */
export const consumes = (offersWithin: OffersWithin): MessageHandler<Transaction<Tables>>[] => [
  onBatch(variantChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).saveVariants(received.map(({ data }) => data)),
  ),
  onBatch(stockChanged, batchSize, (received, tx: Transaction<Tables>) =>
    offersWithin(tx).saveStock(received.map(({ data }) => data)),
  ),
];

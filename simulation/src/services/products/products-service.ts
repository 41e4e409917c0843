import {
  message,
  priceListChanged,
  priceListPricesChanged,
  stockChanged,
  variantChanged,
} from '@cartwright/events';
import type { VariantChange } from '@cartwright/carts';
import {
  consumes,
  consumesPurchases,
  expireReservations,
  publishes,
  type FlashOffer,
  type StockWithin,
} from '@cartwright/products';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../messages/memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging, type Transact } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import { transactionOf } from '../../database/database.ts';
import { changeParts } from './memory-bundles.ts';
import { openDock, type Dock } from './dock.ts';
import { beginOffer, endOffer } from './memory-flash-offers.ts';
import { changePriceList, type PriceListRecord } from './memory-price-lists.ts';
import { memoryPurchasesWithin, type MemoryPurchases } from './memory-purchases.ts';
import type { MemoryStock } from './memory-stock.ts';
import { memoryStockWithin } from './memory-stock-store.ts';
import { openShuttle, type Shuttle } from './shuttle.ts';

/** What all processes of products share. */
export interface ProductsParts {
  readonly site: Site;
  readonly tables: MemoryStock;
  readonly purchases: MemoryPurchases;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
}

/** What staff ask of a process of products. */
export interface ProductsApi extends Dock, Shuttle {
  /** Says what a bundle consists of from now on. */
  readonly changeBundle: (bundle: VariantChange) => Promise<void>;
  /** Says what a price list is from now on. */
  readonly changePriceList: (list: PriceListRecord) => Promise<void>;
  /** Begins a flash offer, unless its variant has one. */
  readonly beginOffer: (offer: FlashOffer) => Promise<void>;
}

const sweepEveryMs = 2000;
const endOffersEveryMs = 1000;

/** Runs products in a process until it dies. */
export function startProducts(
  { site, tables, purchases, messages, lock }: ProductsParts,
  process: Process,
): ProductsApi {
  const { now } = site.world;
  const stockWithin = memoryStockWithin(tables, now);
  const transact = runMessaging<Parameters<StockWithin>[0]>({
    site,
    domain: 'products',
    process,
    messages,
    lock,
    publishes: [...publishes, variantChanged, priceListChanged, priceListPricesChanged],
    consumes: () => [...consumes(stockWithin), ...consumesPurchases(memoryPurchasesWithin(purchases))],
  });
  void sweep({ process, everyMs: sweepEveryMs, index: tables.expiring }, () =>
    expireReservations({ messaging: { transact }, stockWithin, now }),
  );
  const changeBundle = async (bundle: VariantChange): Promise<void> => {
    const { variantId: bundleId, bundleParts: parts = [] } = bundle;
    await transact(async (tx, send) => {
      const { version, changes } = await changeParts(transactionOf(tx), tables, { bundleId, parts });
      for (const change of changes) send(message(stockChanged, change));
      send(message(variantChanged, { ...bundle, version }));
    });
  };
  void sweep({ process, everyMs: endOffersEveryMs, index: tables.ending }, () =>
    endOffers(tables, transact, now),
  );
  return {
    ...openDock(tables, transact, now),
    ...openShuttle(tables, transact, now),
    ...pricing(tables, transact),
    changeBundle,
  };
}

type TransactProducts = Transact<Parameters<StockWithin>[0]>;

function pricing(
  tables: MemoryStock,
  transact: TransactProducts,
): Pick<ProductsApi, 'changePriceList' | 'beginOffer'> {
  return {
    changePriceList: (record) =>
      transact(async (tx, send) => {
        const { list, variants } = await changePriceList(transactionOf(tx), tables.priceLists, record);
        const { priceListId, version } = list;
        send(message(priceListChanged, list));
        send(message(priceListPricesChanged, { priceListId, version, variants }));
      }),
    beginOffer: (offer) =>
      transact(async (tx, send) => {
        const change = await beginOffer(transactionOf(tx), tables, offer);
        if (change !== undefined) send(message(variantChanged, change));
      }),
  };
}

async function endOffers(
  tables: MemoryStock,
  transact: TransactProducts,
  now: () => Date,
): Promise<{ hasMore: boolean }> {
  const ids = tables.ending.due(now(), 10, () => true);
  for (const id of ids)
    await transact(async (tx, send) => {
      const change = await endOffer(transactionOf(tx), tables, id, now());
      if (change !== undefined) send(message(variantChanged, change));
    });
  return { hasMore: false };
}

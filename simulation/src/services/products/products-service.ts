import { message, stockChanged, variantChanged } from '@cartwright/events';
import type { VariantChange } from '@cartwright/carts';
import {
  consumes,
  consumesPurchases,
  expireReservations,
  publishes,
  type StockWithin,
} from '@cartwright/products';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../messages/memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import { transactionOf } from '../../database/database.ts';
import { changeParts } from './memory-bundles.ts';
import { openDock, type Dock } from './dock.ts';
import { memoryPurchasesWithin, type MemoryPurchases } from './memory-purchases.ts';
import { memoryStockWithin, type MemoryStock } from './memory-stock.ts';

/** What all processes of products share. */
export interface ProductsParts {
  readonly site: Site;
  readonly tables: MemoryStock;
  readonly purchases: MemoryPurchases;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
}

/** What staff ask of a process of products. */
export interface ProductsApi extends Dock {
  /** Says what a bundle consists of from now on. */
  readonly changeBundle: (bundle: VariantChange) => Promise<void>;
}

const sweepEveryMs = 2000;

/** Runs products in a process until it dies. */
export function startProducts(
  { site, tables, purchases, messages, lock }: ProductsParts,
  process: Process,
): ProductsApi {
  const stockWithin = memoryStockWithin(tables);
  const transact = runMessaging<Parameters<StockWithin>[0]>({
    site,
    domain: 'products',
    process,
    messages,
    lock,
    publishes: [...publishes, variantChanged],
    consumes: () => [...consumes(stockWithin), ...consumesPurchases(memoryPurchasesWithin(purchases))],
  });
  void sweep({ process, everyMs: sweepEveryMs, index: tables.expiring }, () =>
    expireReservations({ messaging: { transact }, stockWithin, now: site.world.now }),
  );
  const changeBundle = async (bundle: VariantChange): Promise<void> => {
    const { variantId: bundleId, bundleParts: parts = [] } = bundle;
    await transact(async (tx, send) => {
      const { version, changes } = await changeParts(transactionOf(tx), tables, { bundleId, parts });
      for (const change of changes) send(message(stockChanged, change));
      send(message(variantChanged, { ...bundle, version }));
    });
  };
  return { ...openDock(tables, transact, site.world.now), changeBundle };
}

import { consumes, publishes } from '@cartwright/products/src/messages.ts';
import type { Transaction } from '@cartwright/products/src/repository/database.ts';
import { sweepReservations } from '@cartwright/products/src/use-cases/sweep-reservations.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import { createStockWithin, type MemoryStock } from './memory-stock.ts';

/** What all processes of products share. */
export interface ProductsParts {
  readonly site: Site;
  readonly tables: MemoryStock;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
}

const sweepEveryMs = 2000;

/** Runs products in a process until it dies. */
export function startProducts({ site, tables, messages, lock }: ProductsParts, process: Process): void {
  const stockWithin = createStockWithin(tables);
  const transact = runMessaging<Transaction>({
    site,
    domain: 'products',
    process,
    messages,
    lock,
    publishes,
    consumes: () => consumes(stockWithin),
  });
  void sweep({ process, everyMs: sweepEveryMs, index: tables.expiring }, () =>
    sweepReservations({ transact, stockWithin, now: site.world.now }),
  );
}

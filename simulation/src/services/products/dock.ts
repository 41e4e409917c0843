import { message, stockChanged } from '@cartwright/events';
import { isOver, receive, type Arrival, type StockWithin } from '@cartwright/products';
import { transactionOf } from '../../database/database.ts';
import type { Transact } from '../run-messaging.ts';
import { recordReceived } from './memory-ledger.ts';
import type { MemoryStock } from './memory-stock.ts';
import { memoryStockWithin } from './memory-stock-store.ts';

type Tx = Parameters<StockWithin>[0];

/** What has come of a shipment, all of it where nothing is given, said once per key. */
export interface Delivery {
  readonly key: string;
  readonly shipmentId: string;
  readonly arrivals: readonly Arrival[] | null;
}

/** Where pieces come in from suppliers. */
export interface Dock {
  readonly receive: (delivery: Delivery) => Promise<string>;
}

/** The use case of products that receives shipments, with tables in memory: what is decided is production's. */
export function openDock(tables: MemoryStock, transact: Transact<Tx>, now: () => Date): Dock {
  return {
    receive: ({ key, shipmentId, arrivals }) =>
      transact(async (transaction, send) => {
        const tx = transactionOf(transaction);
        await tx.statement();
        if (!(await tx.insert(tables.deliveryKeys, key, true))) return 'received before';
        const before = await tx.lock(tables.shipments, shipmentId);
        if (before === undefined || isOver(before)) return 'over';
        const outcome = receive(before, arrivals, now());
        if (outcome.kind !== 'received') return 'refused';
        const lines = outcome.arrivals.filter(({ received }) => received > 0);
        const updates = lines.map(({ variantId, received }) => ({
          ...{ variantId, available: received, reserved: 0, sold: 0, received },
        }));
        const changes = await memoryStockWithin(tables, now)(transaction).updateStock(updates);
        for (const change of changes) send(message(stockChanged, change));
        for (const { variantId, received } of lines) await recordReceived(tx, tables, variantId, received);
        tx.write(tables.shipments, shipmentId, outcome.shipment);
        return 'received';
      }),
  };
}

import { message, stockChanged } from '@cartwright/events';
import {
  arrive,
  callBack,
  inTransit,
  type Arrival,
  type StockTransfer,
  type StockWithin,
} from '@cartwright/products';
import { transactionOf } from '../../database/database.ts';
import type { Transact } from '../run-messaging.ts';
import { recordTransferred } from './memory-ledger.ts';
import type { MemoryStock } from './memory-stock.ts';
import { memoryStockWithin } from './memory-stock-store.ts';

type Tx = Parameters<StockWithin>[0];

/** What has arrived of a transfer, all of it where nothing is given, said once per key. */
export interface TransferArrival {
  readonly key: string;
  readonly transferId: string;
  readonly arrivals: readonly Arrival[] | null;
}

/** Pieces of a variant that are to be sent to another location. */
export interface Sending {
  readonly transferId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** What sends pieces from one location to another. */
export interface Shuttle {
  readonly sendPieces: (sending: Sending) => Promise<string>;
  readonly arrive: (arrival: TransferArrival) => Promise<string>;
  readonly callBack: (transferId: string) => Promise<string>;
}

/** The use cases of products that send pieces from one location to another, with tables in memory: what is decided is production's. */
export function openShuttle(tables: MemoryStock, transact: Transact<Tx>, now: () => Date): Shuttle {
  const { stock, transfers, deliveryKeys } = tables;
  const move = async (transaction: Tx, moved: readonly Moved[]) => {
    const updates = moved.flatMap(({ variantId, arrived }) =>
      arrived === 0 ? [] : [{ variantId, available: arrived, reserved: 0, sold: 0, received: arrived }],
    );
    const changes = await memoryStockWithin(tables, now)(transaction).updateStock(updates);
    for (const one of moved) await recordTransferred(transactionOf(transaction), tables, one);
    return changes.map((change) => message(stockChanged, change));
  };
  return {
    sendPieces: ({ transferId, variantId, quantity }) =>
      transact(async (transaction, send) => {
        const tx = transactionOf(transaction);
        await tx.statement();
        if ((await tx.lock(transfers, transferId)) !== undefined) return 'sent before';
        const level = await tx.lock(stock, variantId);
        // No more than is there and nobody waits for.
        if (level === undefined || level.available - level.backorderLimit < quantity) return 'refused';
        const line = { variantId, quantity, received: 0, lost: 0, returned: 0 };
        tx.write(transfers, transferId, sent(transferId, line, now()));
        for (const one of await move(transaction, [{ variantId, arrived: -quantity }])) send(one);
        return 'sent';
      }),
    arrive: ({ key, transferId, arrivals }) =>
      transact(async (transaction, send) => {
        const tx = transactionOf(transaction);
        await tx.statement();
        if (!(await tx.insert(deliveryKeys, key, true))) return 'arrived before';
        const before = await tx.lock(transfers, transferId);
        if (before?.status !== 'IN_TRANSIT') return 'over';
        const outcome = arrive(before, arrivals, now());
        if (outcome.kind !== 'arrived') return 'refused';
        const moved = outcome.arrivals.map(({ variantId, received, missed }) => ({
          ...{ variantId, arrived: received, lost: missed },
        }));
        for (const one of await move(transaction, moved)) send(one);
        tx.write(transfers, transferId, outcome.transfer);
        return 'arrived';
      }),
    callBack: (transferId) =>
      transact(async (transaction, send) => {
        const tx = transactionOf(transaction);
        await tx.statement();
        const before = await tx.lock(transfers, transferId);
        if (before?.status !== 'IN_TRANSIT') return 'over';
        const moved = before.lines.map((line) => ({ variantId: line.variantId, arrived: inTransit(line) }));
        for (const one of await move(transaction, moved)) send(one);
        tx.write(transfers, transferId, callBack(before, now()));
        return 'called back';
      }),
  };
}

interface Moved {
  readonly variantId: string;
  /** Negative for what leaves. */
  readonly arrived: number;
  readonly lost?: number;
}

function sent(id: string, line: StockTransfer['lines'][number], createdAt: Date): StockTransfer {
  const places = { fromLocationId: 'home', toLocationId: 'shop' };
  return { id, ...places, status: 'IN_TRANSIT', createdAt, endedAt: null, lines: [line] };
}

import type { once } from '@cartwright/idempotency';
import type { Parcel, ParcelsWithin } from '@cartwright/orders';
import { transactionOf } from '../../database/database.ts';
import { ConstraintViolation, type MemoryTransaction } from '../../database/transaction.ts';
import { keyOf, type MemoryOrders } from './memory-orders.ts';

/** The parcels of a transaction. */
export function createParcelsWithin(tables: MemoryOrders): ParcelsWithin {
  return (sqlTransaction) => {
    const tx = transactionOf(sqlTransaction);
    const of = (orderId: string): readonly Parcel[] => tx.get(tables.parcels, orderId) ?? [];
    return {
      find: async (id) => {
        await tx.statement();
        return of(tx.get(tables.ordersOfParcels, id) ?? '').find((parcel) => parcel.id === id);
      },
      ofOrder: async (orderId) => {
        await tx.statement();
        return [...of(orderId)];
      },
      add: async (parcel) => {
        await tx.statement();
        const all = [...of(parcel.orderId), parcel];
        checkExcess(tables, tx, all);
        await tx.put(tables.parcels, parcel.orderId, all);
        await tx.put(tables.ordersOfParcels, parcel.id, parcel.orderId);
      },
      save: async ({ id, carrier, trackingNumber, trackingUrl, deliveredAt }) => {
        await tx.statement();
        const orderId = tx.get(tables.ordersOfParcels, id) ?? '';
        const change = { carrier, trackingNumber, trackingUrl, deliveredAt };
        await tx.put(
          tables.parcels,
          orderId,
          of(orderId).map((parcel) => (parcel.id === id ? { ...parcel, ...change } : parcel)),
        );
      },
    };
  };
}

/** The trigger `fulfillment_lines_no_excess`. */
function checkExcess(tables: MemoryOrders, tx: MemoryTransaction, parcels: readonly Parcel[]): void {
  const orderId = parcels[0]?.orderId ?? '';
  for (const { id, quantity } of tx.get(tables.orders, orderId)?.lines ?? []) {
    const sent = parcels
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.lineId === id ? sum + line.quantity : sum), 0);
    if (sent > quantity)
      throw new ConstraintViolation('23514', 'trigger "fulfillment_lines_no_excess"', orderId);
  }
}

/** Changes that are made once per key, within a transaction. */
export function createMemoryOnce(tables: MemoryOrders): typeof once {
  return async (sqlTransaction, { use }, { change, keep, replay }) => {
    const tx = transactionOf(sqlTransaction);
    await tx.statement();
    const id = keyOf({ ...use, ownerId: use.ownerIds[0] });
    const known = await tx.lock(tables.onceKeys, id);
    if (known !== undefined && known.fingerprint !== use.fingerprint) return { kind: 'key-reused' };
    const replayed = known === undefined ? undefined : await replay(known.kept as never);
    if (replayed !== undefined) return replayed;
    const outcome = await change();
    const kept = keep(outcome);
    if (kept !== undefined) tx.write(tables.onceKeys, id, { fingerprint: use.fingerprint, kept });
    return outcome;
  };
}

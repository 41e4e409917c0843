import {
  stockMoves,
  type Reservation,
  type ReservationStatus,
  type StockLine,
  type StockMove,
} from '@cartwright/products';
import type { Table } from '../../database/table.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';

/** What the movements of a variant come to, and what was available after the last one. */
export interface Ledger {
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly availableAfter: number;
  /** How many movements gave away what was not available. */
  readonly oversold: number;
  /** How many pieces came in with shipments. */
  readonly shipped: number;
  /** How many pieces transfers sent, less those that arrived, are lost or came back. */
  readonly sent: number;
}

/** The ledger of a variant that has come in. */
export function firstLedger(available: number): Ledger {
  return { available, reserved: 0, sold: 0, availableAfter: available, oversold: 0, shipped: 0, sent: 0 };
}

interface Tables {
  readonly ledgers: Table<Ledger>;
}

/** The triggers of prisma/products that record what a reservation takes. */
export function recordReserved(
  tx: MemoryTransaction,
  tables: Tables,
  lines: readonly StockLine[],
): Promise<void> {
  return record(tx, tables, { move: 'reserve', lines });
}

/** The triggers of prisma/products that record what becomes of a reservation. */
export async function recordSettled(
  tx: MemoryTransaction,
  tables: Tables,
  { status: from, lines }: Reservation,
  to: ReservationStatus,
): Promise<void> {
  const move = moveBetween(from, to);
  if (move !== undefined) await record(tx, tables, { move, lines });
}

/** The trigger of prisma/products that records what comes in with a shipment. */
export async function recordReceived(
  tx: MemoryTransaction,
  { ledgers }: Tables,
  variantId: string,
  pieces: number,
): Promise<void> {
  const before = await tx.lock(ledgers, variantId);
  if (before === undefined) return;
  tx.write(ledgers, variantId, {
    ...before,
    available: before.available + pieces,
    availableAfter: before.availableAfter + pieces,
    shipped: before.shipped + pieces,
  });
}

/** The trigger of prisma/products that records what a transfer sends, and what of it arrives, or never will. */
export async function recordTransferred(
  tx: MemoryTransaction,
  { ledgers }: Tables,
  {
    variantId,
    arrived,
    lost = 0,
  }: { readonly variantId: string; readonly arrived: number; readonly lost?: number },
): Promise<void> {
  const before = await tx.lock(ledgers, variantId);
  if (before === undefined) return;
  tx.write(ledgers, variantId, {
    ...before,
    available: before.available + arrived,
    availableAfter: before.availableAfter + arrived,
    sent: before.sent - arrived - lost,
  });
}

function moveBetween(from: ReservationStatus, to: ReservationStatus): StockMove | undefined {
  if (from === 'reserved' && to === 'committed') return 'commit';
  if (from === 'reserved' && (to === 'released' || to === 'expired')) return 'returnReserved';
  return from === 'committed' && to === 'released' ? 'returnSold' : undefined;
}

async function record(
  tx: MemoryTransaction,
  { ledgers }: Tables,
  { move, lines }: { readonly move: StockMove; readonly lines: readonly StockLine[] },
): Promise<void> {
  const factor = stockMoves[move];
  for (const { variantId, quantity } of lines) {
    const before = await tx.lock(ledgers, variantId);
    if (before === undefined) continue;
    const moved = factor.available * quantity;
    const availableAfter = before.availableAfter + moved;
    tx.write(ledgers, variantId, {
      ...before,
      available: before.available + moved,
      reserved: before.reserved + factor.reserved * quantity,
      sold: before.sold + factor.sold * quantity,
      availableAfter,
      oversold: before.oversold + (moved < 0 && availableAfter < 0 ? 1 : 0),
    });
  }
}

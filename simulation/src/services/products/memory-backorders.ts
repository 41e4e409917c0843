import type { Reservation } from '@cartwright/products';
import type { Table } from '../../database/table.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { StockRecord } from './stock-record.ts';

/** Pieces that an order bought before they were there. */
export interface BackorderedLine {
  readonly orderId: string;
  readonly quantity: number;
}

type Holding = Pick<Reservation, 'orderId' | 'lines'>;

/** Whoever writes the lines of a variant has locked its stock. */
interface Tables {
  readonly stock: Table<StockRecord>;
  readonly backorders: Table<readonly BackorderedLine[]>;
}

/** How many pieces of a variant are sold and not there. */
export function missingOf({ backorderLimit, available }: StockRecord): number {
  return Math.max(0, backorderLimit - available);
}

/** The function of that name of prisma/products: of a variant of which so many pieces are missing, those who came last wait. */
export function waitingLines(lines: readonly BackorderedLine[], missing: number): BackorderedLine[] {
  const waiting: BackorderedLine[] = [];
  let left = missing;
  for (const { orderId, quantity } of lines.toReversed()) {
    if (left <= 0) break;
    waiting.unshift({ orderId, quantity: Math.min(quantity, left) });
    left -= quantity;
  }
  return waiting;
}

/** The trigger of prisma/products that gives a turn to each line that found less than it wanted, once all of them have moved their stock. */
export function queueLines(tx: MemoryTransaction, tables: Tables, holdings: readonly Holding[]): void {
  const lines = holdings
    .toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))
    .flatMap(({ orderId, lines: held }) => held.map((line) => ({ ...line, orderId })));
  for (const [variantId, wanted] of Map.groupBy(lines, (line) => line.variantId)) {
    const row = tx.get(tables.stock, variantId);
    const came = waitingLines(wanted, row === undefined ? 0 : missingOf(row));
    const before = tx.get(tables.backorders, variantId) ?? [];
    if (came.length > 0) tx.write(tables.backorders, variantId, [...before, ...came]);
  }
}

/** The trigger of prisma/products that has whoever gives back what it holds wait no more. */
export function leaveQueue(tx: MemoryTransaction, { backorders }: Tables, { orderId, lines }: Holding): void {
  for (const { variantId } of lines) {
    const before = tx.get(backorders, variantId) ?? [];
    const others = before.filter((line) => line.orderId !== orderId);
    if (others.length < before.length) tx.write(backorders, variantId, others);
  }
}

/** The trigger of prisma/products that forgets the turns of those who are served, when pieces come in. */
export function forgetServed(tx: MemoryTransaction, { stock, backorders }: Tables, variantId: string): void {
  const row = tx.get(stock, variantId);
  const lines = tx.get(backorders, variantId);
  if (row === undefined || lines === undefined) return;
  const waiting = waitingLines(lines, missingOf(row)).length;
  if (waiting < lines.length) tx.write(backorders, variantId, lines.slice(lines.length - waiting));
}

import type { Snapshot, SnapshotStock } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/** 3. No piece is lost or sold twice; at rest nothing stays reserved, and what is sold is what orders bought. */
export function stockViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  const { stock, reservations } = snapshot;
  const reserved = piecesOf(reservations.filter(({ status }) => status === 'reserved'));
  const committed = piecesOf(reservations.filter(({ status }) => status === 'committed'));
  const sums = stock.flatMap((level) => [
    ...sumViolations(level),
    ...differs(level.variantId, { what: 'reserved', is: level.reserved, due: reserved.get(level.variantId) }),
    ...differs(level.variantId, { what: 'sold', is: level.sold, due: committed.get(level.variantId) }),
  ]);
  return moment === 'at-work'
    ? sums
    : [...sums, ...stock.flatMap(stillReserved), ...saleViolations(snapshot)];
}

function sumViolations({ variantId, available, reserved, sold, received }: SnapshotStock): Violation[] {
  const levels = `${available} available, ${reserved} reserved, ${sold} sold of ${received}`;
  if (Math.min(available, reserved, sold) < 0)
    return [violation(`variant ${variantId} is negative: ${levels}`)];
  return available + reserved + sold === received ? [] : [violation(`variant ${variantId} has ${levels}`)];
}

function differs(
  variantId: string,
  { what, is, due = 0 }: { what: string; is: number; due?: number | undefined },
) {
  return is === due
    ? []
    : [violation(`variant ${variantId} has ${is} ${what}, and orders account for ${due}`)];
}

function stillReserved({ variantId, reserved }: SnapshotStock): Violation[] {
  return reserved === 0 ? [] : [violation(`variant ${variantId} has ${reserved} reserved at rest`)];
}

/** What stands is sold, line by line. */
function saleViolations({ stock, orders }: Snapshot): Violation[] {
  if (stock.length === 0) return [];
  const bought = piecesOf(orders.filter(({ status }) => status !== 'CANCELLED'));
  return stock.flatMap(({ variantId, sold }) =>
    differs(variantId, { what: 'sold', is: sold, due: bought.get(variantId) }),
  );
}

function piecesOf(holders: readonly Pick<Snapshot['orders'][number], 'lines'>[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { variantId, quantity } of holders.flatMap(({ lines }) => lines)) {
    pieces.set(variantId, (pieces.get(variantId) ?? 0) + quantity);
  }
  return pieces;
}

function violation(message: string): Violation {
  return { invariant: 'stock-adds-up', message };
}

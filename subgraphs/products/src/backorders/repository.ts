import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../tables.ts';

/** Pieces that an order waits for. */
export interface BackorderedLine {
  readonly orderId: string;
  readonly variantId: string;
  readonly quantity: number;
  /** Its place among those who wait for the variant. */
  readonly turn: number;
  readonly since: Date;
  readonly expectedAt: Date | null;
}

const shownAtMost = 100;

/** Who waits for some variants, in turn, the first of each. */
export function findWaiting(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<BackorderedLine[]> {
  return waitingOf(db, {
    variants: sql`s.variant_id = ${anyOf(variantIds)}`,
    lines: sql`turn <= ${shownAtMost}`,
  });
}

/** What some orders wait for. */
export function findWaitingOf(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<BackorderedLine[]> {
  return waitingOf(db, {
    variants: sql`s.variant_id IN (SELECT variant_id FROM backordered_lines WHERE order_id = ${anyOf(orderIds)})`,
    lines: sql`order_id = ${anyOf(orderIds)}`,
  });
}

/** Dates are looked up only for the lines that are asked for. */
async function waitingOf(
  db: Statements<Tables>,
  { variants, lines }: { readonly variants: RawBuilder<unknown>; readonly lines: RawBuilder<unknown> },
): Promise<BackorderedLine[]> {
  const { rows } = await sql<BackorderedLine>`
    SELECT order_id AS "orderId", variant_id AS "variantId", quantity, turn, since,
      coalesce(expected_at, expected_delivery(variant_id, so_far)) AS "expectedAt"
    FROM (
      SELECT w.order_id, s.variant_id, w.quantity, w.since, s.expected_at,
        (row_number() OVER in_turn)::int4 AS turn, (sum(w.quantity) OVER in_turn)::int4 AS so_far
      FROM stock AS s CROSS JOIN LATERAL waiting_lines(s.variant_id, s.backorder_limit - s.available - s.safety_stock) AS w
      WHERE ${variants}
      WINDOW in_turn AS (PARTITION BY s.variant_id ORDER BY w.turn)
    ) AS waiting WHERE ${lines} ORDER BY variant_id, turn`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findWaiting(db, ['']),
  (db) => findWaitingOf(db, ['']),
];

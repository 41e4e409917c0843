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

const missing = sql`s.backorder_limit - s.available - s.safety_stock`;

/** Who waits for some variants, in turn, the first of each. */
export function findWaiting(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<BackorderedLine[]> {
  return waitingOf(db, {
    variants: sql`s.variant_id = ${anyOf(variantIds)}`,
    waiting: sql`
      SELECT s.variant_id, s.expected_at, first.* FROM wanted AS s CROSS JOIN LATERAL (
        SELECT order_id, quantity, since, (row_number() OVER in_turn)::int4 AS turn, sum(quantity) OVER in_turn AS so_far
        FROM waiting_lines(s.variant_id, ${missing}) WINDOW in_turn AS (ORDER BY turn ROWS UNBOUNDED PRECEDING)
        LIMIT ${shownAtMost}
      ) AS first`,
  });
}

/** What some orders wait for. */
export function findWaitingOf(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<BackorderedLine[]> {
  return waitingOf(db, {
    variants: sql`s.variant_id IN (SELECT variant_id FROM backordered_lines WHERE order_id = ${anyOf(orderIds)})`,
    waiting: sql`
      SELECT s.variant_id, s.expected_at, line.order_id, least(line.quantity, so_far)::int4 AS quantity, line.since, before.turn, so_far
      FROM wanted AS s JOIN backordered_variants AS queue USING (variant_id) JOIN backordered_lines AS line USING (variant_id)
      CROSS JOIN LATERAL (SELECT w.turn FROM waiting_lines(s.variant_id, ${missing}) AS w LIMIT 1) AS first
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE b.turn >= first.turn)::int4 AS turn, sum(b.quantity) - queue.quantity + ${missing} AS so_far
        FROM backordered_lines AS b WHERE b.variant_id = s.variant_id AND b.turn <= line.turn
      ) AS before
      WHERE line.order_id = ${anyOf(orderIds)} AND so_far > 0`,
  });
}

/** What suppliers have promised is summed up once for each variant, and looked up only for the lines that are asked for. */
async function waitingOf(
  db: Statements<Tables>,
  { variants, waiting }: { readonly variants: RawBuilder<unknown>; readonly waiting: RawBuilder<unknown> },
): Promise<BackorderedLine[]> {
  const { rows } = await sql<BackorderedLine>`
    WITH wanted AS MATERIALIZED (SELECT * FROM stock AS s WHERE ${variants}), coming AS MATERIALIZED (
      SELECT variant_id, c.expected_at, c.so_far FROM wanted CROSS JOIN LATERAL expected_deliveries(variant_id) AS c
    )
    SELECT order_id AS "orderId", variant_id AS "variantId", quantity, turn, since, coalesce(expected_at, (
      SELECT min(c.expected_at) FROM coming AS c WHERE c.variant_id = waiting.variant_id AND c.so_far >= waiting.so_far
    )) AS "expectedAt"
    FROM (${waiting}) AS waiting ORDER BY variant_id, turn`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findWaiting(db, ['']),
  (db) => findWaitingOf(db, ['']),
];

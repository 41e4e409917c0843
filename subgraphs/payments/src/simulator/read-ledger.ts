import type { Pool } from 'pg';

/** What the books say of one order, amounts in minor units. */
export interface OrderLedger {
  readonly orderReference: string;
  readonly payments: number;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
  /** Payments that are captured and not wholly refunded. */
  readonly liveCharges: number;
  /** Payments that are set aside and neither captured nor voided. */
  readonly liveAuthorizations: number;
}

/** The books, for audits. */
export interface Ledger {
  readonly summary: Omit<OrderLedger, 'orderReference'> & { readonly orders: number };
  readonly orders: readonly OrderLedger[];
}

/** From the entries, and not from the state that the payments say they have. */
const ordersSql = `
WITH per_payment AS (
  SELECT reference,
    coalesce(sum(amount_minor) FILTER (WHERE kind = 'authorization'), 0)::int AS authorized,
    coalesce(sum(amount_minor) FILTER (WHERE kind = 'capture'), 0)::int AS captured,
    coalesce(sum(amount_minor) FILTER (WHERE kind = 'void'), 0)::int AS voided,
    coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0)::int AS refunded,
    count(*) FILTER (WHERE kind = 'authorization') AS authorizations,
    count(*) FILTER (WHERE kind = 'capture') AS captures,
    count(*) FILTER (WHERE kind = 'void') AS voids
  FROM simulator.entries GROUP BY reference
)
SELECT order_reference AS "orderReference", count(*)::int AS "payments",
  coalesce(sum(authorized), 0)::int AS "authorizedMinor", coalesce(sum(captured), 0)::int AS "capturedMinor",
  coalesce(sum(voided), 0)::int AS "voidedMinor", coalesce(sum(refunded), 0)::int AS "refundedMinor",
  coalesce(sum(captures) FILTER (WHERE state <> 'refunded'), 0)::int AS "liveCharges",
  coalesce(sum(authorizations - captures - voids) FILTER (WHERE authorizations > captures + voids), 0)::int AS "liveAuthorizations"
FROM simulator.payments LEFT JOIN per_payment USING (reference)
WHERE order_reference IS NOT NULL AND ($1::text IS NULL OR order_reference = $1)
GROUP BY order_reference ORDER BY order_reference`;

/** Adds the books up. @param orderReference of one order; null for all */
export async function readLedger(pool: Pool, orderReference: string | null): Promise<Ledger> {
  const { rows } = await pool.query<OrderLedger>(ordersSql, [orderReference]);
  const total = (field: Exclude<keyof OrderLedger, 'orderReference'>) =>
    rows.reduce((sum, order) => sum + order[field], 0);
  const summary = {
    orders: rows.length,
    payments: total('payments'),
    authorizedMinor: total('authorizedMinor'),
    capturedMinor: total('capturedMinor'),
    voidedMinor: total('voidedMinor'),
    refundedMinor: total('refundedMinor'),
    liveCharges: total('liveCharges'),
    liveAuthorizations: total('liveAuthorizations'),
  };
  return { summary, orders: rows };
}

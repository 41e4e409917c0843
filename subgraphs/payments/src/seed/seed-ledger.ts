import type { ClientBase } from 'pg';
import type { SeedPayment } from './to-seed-payment.ts';

const insertPayments = `
WITH inserted AS (
  INSERT INTO simulator.payments
  SELECT * FROM jsonb_populate_recordset(NULL::simulator.payments, $1::jsonb)
  ON CONFLICT DO NOTHING
  RETURNING reference
)
INSERT INTO simulator.entries (reference, kind, amount_minor, created_at)
SELECT reference, kind, amount_minor, created_at
FROM inserted JOIN jsonb_to_recordset($2::jsonb)
  AS entry(reference text, kind text, amount_minor int, created_at timestamptz) USING (reference)
ORDER BY created_at`;

/** Writes past payments into the simulator's books too, so that an audit of both adds up. */
export async function seedLedger(client: ClientBase, payments: readonly SeedPayment[]): Promise<void> {
  const entries = payments.flatMap(({ transactions }) =>
    transactions
      .filter(({ state }) => state === 'SUCCEEDED')
      .map(({ payment_id: reference, kind, ...entry }) => ({
        ...entry,
        reference,
        kind: kind.toLowerCase(),
      })),
  );
  await client.query(insertPayments, [JSON.stringify(payments.map(toBooks)), JSON.stringify(entries)]);
}

function toBooks(payment: SeedPayment): object {
  const { state, amount_minor: amountMinor } = payment;
  const takenMinor = state === 'DECLINED' ? 0 : amountMinor;
  return {
    reference: payment.id,
    order_reference: payment.order_id,
    token: payment.method_token,
    currency: payment.currency,
    amount_minor: amountMinor,
    state: state.toLowerCase(),
    authorized_minor: takenMinor,
    captured_minor: takenMinor,
    refunded_minor: state === 'REFUNDED' ? amountMinor : 0,
    decline_code: payment.failure_code,
    decline_reason: payment.failure_reason,
    settle_at: null,
    created_at: payment.created_at,
  };
}

import type { Pool } from 'pg';
import type { ActionUrl } from './answers.ts';
import { bookAuthorization, lockPayment, readPayment } from './ledger.ts';
import { inTransaction } from './transaction.ts';
import { announce } from './webhooks.ts';

/** What late decisions are made with. */
export interface SettleOptions {
  readonly pool: Pool;
  readonly actionUrl: ActionUrl;
  readonly now: () => Date;
  readonly settleMs: number;
}

/** Authorises what is to be authorised by itself by now, and tells of it. */
export async function settlePayments(options: SettleOptions): Promise<void> {
  const sql = 'SELECT reference FROM simulator.payments WHERE settle_at <= $1 LIMIT 50';
  const { rows } = await options.pool.query<{ reference: string }>(sql, [options.now()]);
  for (const { reference } of rows) await settle(options, reference);
}

function settle({ pool, ...options }: SettleOptions, reference: string): Promise<void> {
  return inTransaction(pool, async (client) => {
    const payment = await lockPayment(client, reference);
    if (payment?.state !== 'processing') return;
    await bookAuthorization(client, payment);
    const settled = await readPayment(client, reference);
    if (settled !== null) await announce({ ...options, client }, settled, { mode: 'once' });
  });
}

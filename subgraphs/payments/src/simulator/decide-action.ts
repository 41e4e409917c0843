import type { Pool } from 'pg';
import type { ActionUrl } from './answers.ts';
import { bookAuthorization, bookDecline, lockPayment, readPayment, type SimulatedPayment } from './ledger.ts';
import { inTransaction } from './transaction.ts';
import { announce } from './webhooks.ts';

/** What a buyer's decision is made with. */
export interface DecisionOptions {
  readonly pool: Pool;
  readonly actionUrl: ActionUrl;
  readonly now: () => Date;
  readonly settleMs: number;
}

const refused = { code: 'authentication_failed', reason: 'The buyer did not confirm the payment.' };

/** Takes the buyer's decision, once, and tells of it; null when there is no such payment. */
export function decideAction(
  { pool, ...options }: DecisionOptions,
  reference: string,
  decision: 'approve' | 'decline',
): Promise<SimulatedPayment | null> {
  return inTransaction(pool, async (client) => {
    const payment = await lockPayment(client, reference);
    if (payment?.state !== 'action_required') return payment;
    if (decision === 'approve') await bookAuthorization(client, payment);
    else await bookDecline(client, payment, refused);
    const decided = await readPayment(client, reference);
    if (decided !== null) await announce({ ...options, client }, decided, { mode: 'once' });
    return decided;
  });
}

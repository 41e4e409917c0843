import type { TestStore } from '@cartwright/stack/test-store';
import { expect } from 'vitest';
import type { GraphqlClient } from './graphql-client.ts';
import { queryDomain } from './query-domain.ts';
import { waitingCheckout } from './staff.ts';
import { whileHeld } from './while-held.ts';

const patience = { timeout: 20_000, interval: 20 };

/** Waits until an order's checkout waits in a step. */
export async function stepBecomes(staff: GraphqlClient, orderId: string, step: string): Promise<void> {
  await expect.poll(async () => (await waitingCheckout(staff, orderId))?.step, patience).toBe(step);
}

/** Waits until an order's payment meets a condition in SQL, in payments' database. */
export async function paymentBecomes(store: TestStore, orderId: string, condition: string): Promise<void> {
  const sql = `SELECT id FROM payments WHERE order_id = $1 AND ${condition}`;
  await expect
    .poll(() => queryDomain(store, 'payments', sql, [orderId]), { ...patience, message: condition })
    .toHaveLength(1);
}

/**
 * Brings an order that is paid with `sim_late_success` to where its payment is authorised and its stock is about to be
 * committed, and suspends products meanwhile.
 */
export async function whileCommitting(
  { store, staff, orderId }: { store: TestStore; staff: GraphqlClient; orderId: string },
  work: (sellStock: () => void) => Promise<void>,
): Promise<void> {
  await stepBecomes(staff, orderId, 'AUTHORIZING');
  await whileHeld(store.process('products'), async (release) => {
    await stepBecomes(staff, orderId, 'COMMITTING');
    await work(release);
  });
}

import type { Transaction } from './database.ts';

const claimOrders = `
UPDATE orders SET customer_id = $2::uuid
WHERE id IN (SELECT id FROM orders WHERE customer_id = $1::uuid ORDER BY id FOR UPDATE)`;

const claimKeys = `
UPDATE idempotency_keys AS mine SET user_id = $2::uuid
WHERE user_id = $1::uuid AND NOT EXISTS (
  SELECT FROM idempotency_keys WHERE user_id = $2::uuid AND operation = mine.operation AND key = mine.key
)`;

/** Gives a guest's orders and idempotency keys to the customer that the guest turned out to be. */
export async function claimGuest(tx: Transaction, guestId: string, customerId: string): Promise<void> {
  await tx.$executeRawUnsafe(claimOrders, guestId, customerId);
  await tx.$executeRawUnsafe(claimKeys, guestId, customerId);
}

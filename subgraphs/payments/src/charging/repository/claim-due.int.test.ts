import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/open-test-database.ts';
import { beginPayment } from '../rules/begin-payment.ts';
import { beginPayments, claimDue } from './payments.ts';

const seconds = (count: number): Date => new Date(Date.UTC(2026, 0, 2, 10, 0, count));

it('the payment that has waited longest is claimed first, wherever its row lies', async () => {
  await using open = await openTestDatabase();
  const { database } = open;
  const begin = async (nextAttemptAt: Date): Promise<string> => {
    const id = uuidv7();
    const amounts = { amountMinor: 1_250, taxMinor: 200, currency: 'EUR' };
    const order = { orderId: uuidv7(), orderNumber: 'CW-100001', customerId: uuidv7() };
    const ways = { returnUrl: null, payUntil: null };
    const given = { id, ...order, ...amounts, email: 'buyer@example.com', methodToken: 'sim_ok', ...ways };
    const { payment } = beginPayment(given, undefined);
    const next = { attempts: 0, nextAttemptAt };
    await database.transaction((tx) => beginPayments(tx, [{ order: given, payment, next }]));
    return id;
  };
  const [third, second, first] = [await begin(seconds(3)), await begin(seconds(2)), await begin(seconds(1))];
  const claimed = await database.transaction(async (tx) => {
    await sql`SET LOCAL enable_indexscan = off`.execute(tx);
    await sql`SET LOCAL enable_bitmapscan = off`.execute(tx);
    const claimOne = () => claimDue(tx, { limit: 1, now: seconds(10), leaseEndsAt: seconds(60) });
    return [await claimOne(), await claimOne(), await claimOne()].flat();
  });
  expect(claimed.map(({ id }) => id)).toEqual([first, second, third]);
});

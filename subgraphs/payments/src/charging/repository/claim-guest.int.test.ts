import { waitFor } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/open-test-database.ts';
import { beginPayment } from '../rules/begin-payment.ts';
import { claimGuest } from './owners.ts';
import { beginPayments, findPayments, lockPayments } from './payments.ts';

it('a guest’s payments are given in one sequence: who has locked the first gets the others, too', async () => {
  await using open = await openTestDatabase();
  const { database } = open;
  const [low, high] = [uuidv7(), uuidv7()];
  const [guestId, customerId] = [uuidv7(), uuidv7()];
  const next = { attempts: 0, nextAttemptAt: null };
  const begin = (id: string): Promise<unknown> => {
    const amounts = { amountMinor: 1_250, taxMinor: 200, currency: 'EUR' };
    const given = { id, orderId: uuidv7(), orderNumber: 'CW-100001', customerId: guestId, ...amounts };
    const order = {
      ...given,
      email: 'buyer@example.com',
      methodToken: 'sim_ok',
      returnUrl: null,
      payUntil: null,
    };
    const { payment } = beginPayment(order, undefined);
    return database.transaction((tx) => beginPayments(tx, [{ order, payment, next }]));
  };
  await begin(high); // its row lies before the other's
  await begin(low);
  const { claiming } = await database.transaction(async (tx) => {
    await lockPayments(tx, [low]);
    const claiming = database.statements
      .transaction()
      .execute((later) => claimGuest(later, { guestId, customerId }));
    claiming.catch(() => undefined); // is awaited below
    await waitFor(async () => {
      const waiting = sql`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (await waiting.execute(database.statements)).rows.length === 1;
    });
    await sql`SELECT 1 FROM payments WHERE id = ${high}::uuid FOR UPDATE NOWAIT`.execute(tx);
    return { claiming };
  });
  await claiming;
  const owners = (await findPayments(database.statements, [low, high])).map((payment) => payment.customerId);
  expect(owners).toEqual([customerId, customerId]);
});

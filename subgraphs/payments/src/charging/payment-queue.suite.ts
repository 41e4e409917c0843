import { expect, it } from 'vitest';
import { begin, find, leaseEndsAt, now, type PaymentsUnderTest } from '../../test/payments-under-test.ts';
import type { PaymentStore } from './ports.ts';
import type { PaymentRecord } from './repository/records.ts';

/** What every queue of payments does. */
export function paymentQueueSuite(open: () => Promise<PaymentsUnderTest>): void {
  it('a due payment is claimed by one, and by another only after the lease', async () => {
    await using test = await open();
    const ids = [await begin(test), await begin(test)].toSorted();
    const claim = async (at: Date) =>
      idsOf(await test.queue.claimDue({ limit: 5, now: at, leaseEndsAt })).toSorted();
    expect(await claim(now)).toEqual(ids);
    expect(await claim(now)).toEqual([]);
    expect(await claim(leaseEndsAt)).toEqual(ids);
  });

  it('no more are claimed than asked for, and those that have waited longest first', async () => {
    await using test = await open();
    const beginAt = (seconds: number) =>
      begin(test, { nextAttemptAt: new Date(now.getTime() - seconds * 1000) });
    const [third, second, first] = [await beginAt(1), await beginAt(2), await beginAt(3)];
    const claimOne = async () => idsOf(await test.queue.claimDue({ limit: 1, now, leaseEndsAt }));
    expect([await claimOne(), await claimOne(), await claimOne()]).toEqual([[first], [second], [third]]);
  });

  it('a leased payment can be made due sooner, and no later, and never after fewer attempts', async () => {
    await using test = await open();
    const id = await begin(test, { nextAttemptAt: leaseEndsAt });
    const at = (ms: number) => new Date(now.getTime() + ms);
    for (const [attempts, ms] of [
      [1, 2_000],
      [2, 1_000],
      [3, 1_500],
      [1, 500],
    ] as const)
      await test.queue.hasten(id, { attempts, nextAttemptAt: at(ms) });
    expect(await find(test, id)).toMatchObject({ attempts: 2, nextAttemptAt: at(500) });
  });

  it('a payment that has nothing left to do is made due by nobody', async () => {
    await using test = await open();
    const id = await begin(test);
    await test.transaction((payments) => finish(payments, id));
    await test.queue.hasten(id, { attempts: 1, nextAttemptAt: now });
    expect(await find(test, id)).toMatchObject({ attempts: 0, nextAttemptAt: null });
  });

  it('a claim skips what another one holds, without waiting', async () => {
    await using test = await open();
    const [held, free] = [await begin(test), await begin(test)];
    await test.transaction(async (payments) => {
      await payments.lockPayments([held]);
      const claimed = await test.queue.claimDue({ limit: 5, now, leaseEndsAt });
      expect(claimed).toEqual([{ ...(await find(test, free)), nextAttemptAt: leaseEndsAt }]);
    });
  });
}

async function finish(payments: PaymentStore, id: string): Promise<void> {
  const payment = (await payments.lockPayments([id])).get(id);
  if (payment === undefined) throw new Error('the payment is missing');
  await payments.savePayments([{ payment, next: { attempts: 0, nextAttemptAt: null } }]);
}

function idsOf(payments: readonly PaymentRecord[]): string[] {
  return payments.map(({ id }) => id);
}

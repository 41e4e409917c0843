import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import {
  amountMinor,
  begin,
  beginning,
  find,
  leaseEndsAt,
  now,
  paid,
  type PaymentsUnderTest,
} from '../../test/payments-under-test.ts';
import type { PaymentStore } from './ports.ts';
import { beginPayment } from './rules/begin-payment.ts';

/** What every store of payments does. */
export function paymentStoreSuite(open: () => Promise<PaymentsUnderTest>): void {
  testLocks(open);
  testWrites(open);
  testOwners(open);
}

function testLocks(open: () => Promise<PaymentsUnderTest>): void {
  it('a payment is locked from being read to being saved', async () => {
    await using test = await open();
    const id = await begin(test);
    const addAttempt = () =>
      test.transaction(async (payments) => {
        const payment = (await payments.lockPayments([id])).get(id);
        if (payment === undefined) throw new Error('the payment is missing');
        const next = { attempts: payment.attempts + 1, nextAttemptAt: null };
        await payments.savePayments([{ payment, next }]);
      });
    await Promise.all(Array.from({ length: 8 }, addAttempt));
    expect(await find(test, id)).toMatchObject({ attempts: 8, nextAttemptAt: null });
  });

  it('an id is locked before there is a payment, so that a cancellation and a beginning cannot pass each other', async () => {
    await using test = await open();
    const { transaction } = test;
    const outcomes = Array.from({ length: 10 }, async () => {
      const id = uuidv7();
      const beginning = transaction(async (payments) => {
        await payments.lockIds([id]);
        if (!(await mayBegin(payments, id))) return 0;
        return begun(payments, id);
      });
      const cancelling = transaction(async (payments) => {
        await payments.lockIds([id]);
        if ((await payments.lockPayments([id])).size > 0) return 0;
        await payments.leaveTombstones([{ paymentId: id, orderId: uuidv7() }]);
        return 1;
      });
      return (await beginning) + (await cancelling);
    });
    expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 10 }, () => 1));
  });
}

async function begun(payments: PaymentStore, id: string): Promise<number> {
  const order = { orderId: uuidv7(), orderNumber: 'CW-1', customerId: uuidv7(), email: 'a@example.com' };
  await payments.beginPayments([beginning({ id, ...order, ...paid }, now)]);
  return 1;
}

async function mayBegin(payments: PaymentStore, id: string): Promise<boolean> {
  return (await payments.ownersOfNew([{ id, customerId: uuidv7() }])).has(id);
}

function testWrites(open: () => Promise<PaymentsUnderTest>): void {
  it('a payment begins once: one that begins with its id again changes nothing', async () => {
    await using test = await open();
    const id = await begin(test);
    const before = await find(test, id);
    expect(before).toMatchObject({
      ...paid,
      state: 'PENDING',
      goal: 'AUTHORIZE',
      attempts: 0,
      nextAttemptAt: now,
    });
    await begin(test, { id });
    expect(await find(test, id)).toEqual(before);
  });

  it('of several that begin together those begin that are new; what one is recognised by is kept until it is judged', async () => {
    await using test = await open();
    const known = await begin(test);
    const [accepted, waiting] = [uuidv7(), uuidv7()];
    const signals = { email: 'e', addresses: [], network: null, device: null };
    const orderOf = (id: string) => {
      const order = { orderId: uuidv7(), orderNumber: 'CW-1', customerId: uuidv7(), email: 'a@example.com' };
      return { id, ...order, ...paid, signals };
    };
    const judged = beginPayment(orderOf(accepted), { decision: 'ACCEPT', reasons: ['AMOUNT_HIGH'] });
    const fresh = await test.transaction((payments) =>
      payments.beginPayments([
        beginning(orderOf(known), now),
        { ...beginning(orderOf(accepted), now), payment: judged.payment },
        beginning(orderOf(waiting), now),
      ]),
    );
    expect(fresh).toEqual(new Set([accepted, waiting]));
    const risk = { riskDecision: 'ACCEPT', riskReasons: ['AMOUNT_HIGH'], signals: null };
    expect(await find(test, accepted)).toMatchObject(risk);
    expect(await find(test, waiting)).toMatchObject({ riskDecision: null, riskReasons: [], signals });
  });

  it('several are saved together, each as what it has become', async () => {
    await using test = await open();
    const ids = [await begin(test), await begin(test), await begin(test)] as const;
    const save = async (id: string, attempts: number) => ({
      payment: { ...(await find(test, id)), submitted: true },
      next: { attempts, nextAttemptAt: leaseEndsAt },
    });
    const saves = [await save(ids[1], 7), await save(ids[0], 3)];
    await test.transaction((payments) => payments.savePayments(saves));
    expect(await find(test, ids[0])).toMatchObject({
      attempts: 3,
      submitted: true,
      nextAttemptAt: leaseEndsAt,
    });
    expect(await find(test, ids[1])).toMatchObject({ attempts: 7, submitted: true });
    expect(await find(test, ids[2])).toMatchObject({ attempts: 0, submitted: false, nextAttemptAt: now });
  });

  it('an order has one payment at a time: the next begins when the one before is over', async () => {
    await using test = await open();
    const orderId = uuidv7();
    const first = await begin(test, { orderId });
    const next = uuidv7();
    await expect(begin(test, { orderId, id: next })).rejects.toMatchObject({ code: '23505' });
    expect(await test.queue.findPayments([next])).toEqual([]);
    const over = { ...(await find(test, first)), state: 'VOIDED', goal: 'NONE' } as const;
    await test.transaction((payments) =>
      payments.savePayments([{ payment: over, next: { attempts: 0, nextAttemptAt: null } }]),
    );
    await begin(test, { orderId, id: next });
    expect(await find(test, next)).toMatchObject({ orderId, state: 'PENDING' });
    await begin(test, { orderId, id: first });
    expect(await find(test, first)).toMatchObject({ state: 'VOIDED' });
  });

  it('what a payment has become is read again', async () => {
    await using test = await open();
    const id = await begin(test);
    const failure = {
      code: 'card_declined',
      reason: 'The card was declined.',
      retry: 'OTHER_METHOD',
    } as const;
    const changed = { ...(await find(test, id)), state: 'DECLINED', goal: 'NONE', failure } as const;
    await test.transaction((payments) =>
      payments.savePayments([{ payment: changed, next: { attempts: 2, nextAttemptAt: null } }]),
    );
    const expected = { state: 'DECLINED', goal: 'NONE', failure, attempts: 2, nextAttemptAt: null };
    expect(await find(test, id)).toMatchObject(expected);
  });

  it('nothing is left of a transaction that fails', async () => {
    await using test = await open();
    const id = uuidv7();
    const work = test.transaction(async (payments) => {
      await begun(payments, id);
      await payments.leaveTombstones([{ paymentId: id, orderId: uuidv7() }]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await test.queue.findPayments([id])).toEqual([]);
    expect(await test.transaction((payments) => mayBegin(payments, id))).toBe(true);
  });

  it('what succeeded stays so, whatever answer comes late', async () => {
    await using test = await open();
    const paymentId = await begin(test);
    for (const state of ['PENDING', 'SUCCEEDED', 'FAILED', 'PENDING'] as const) {
      const one = { id: uuidv7(), paymentId, kind: 'CAPTURE', state, amountMinor } as const;
      await test.transaction((payments) => payments.recordTransactions([one]));
    }
    expect(await test.transactionsOf(paymentId)).toEqual([{ kind: 'CAPTURE', state: 'SUCCEEDED' }]);
  });

  it('a tombstone stays, however often it is left', async () => {
    await using test = await open();
    const tombstone = { paymentId: uuidv7(), orderId: uuidv7() };
    const leave = () => test.transaction((payments) => payments.leaveTombstones([tombstone]));
    await leave();
    await leave();
    expect(await test.transaction((payments) => mayBegin(payments, tombstone.paymentId))).toBe(false);
  });
}

function testOwners(open: () => Promise<PaymentsUnderTest>): void {
  it('a guest’s payments go to the first customer who claims the guest, later ones too', async () => {
    await using test = await open();
    const [guestId, customerId, late] = [uuidv7(), uuidv7(), uuidv7()];
    const [own, other] = [await begin(test, { customerId: guestId }), await begin(test)];
    const { customerId: stranger } = await find(test, other);
    await test.transaction((payments) => payments.claimGuest({ guestId, customerId }));
    await test.transaction((payments) => payments.claimGuest({ guestId, customerId: late }));
    expect(await find(test, own)).toMatchObject({ customerId });
    expect(await find(test, other)).toMatchObject({ customerId: stranger });
    const [claimed, unclaimed] = [uuidv7(), uuidv7()];
    const asked = [
      { id: claimed, customerId: guestId },
      { id: unclaimed, customerId: stranger },
    ];
    expect(await test.transaction((payments) => payments.ownersOfNew(asked))).toEqual(
      new Map([
        [claimed, customerId],
        [unclaimed, stranger],
      ]),
    );
  });
}

import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { issueMissingCreditNotes, issueMissingReceipts, receiptsWithin, type ReceiptBook } from './door.ts';
import { receiptBookSuite } from './receipt-book.suite.ts';

async function addPayment(prisma: PrismaClient, amountMinor: number): Promise<string> {
  const order = { orderId: uuidv7(), orderNumber: 'CW-1', customerId: uuidv7(), email: 'buyer@example.com' };
  const amounts = { amountMinor, taxMinor: 0, currency: 'EUR', methodToken: 'sim_ok' };
  const payment = { id: uuidv7(), ...order, ...amounts, state: 'CAPTURED', goal: 'NONE' } as const;
  await prisma.payment.create({ data: payment });
  return payment.id;
}

describe('receipts in PostgreSQL', () => {
  receiptBookSuite(async () => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    return {
      addPayment: (amountMinor) => addPayment(database.prisma, amountMinor),
      transaction: (work) => database.transaction((tx) => work(receiptsWithin(tx))),
      credited: async () => (await database.prisma.creditNote.findMany()).map(({ paymentId }) => paymentId),
      stored: () => database.statements.selectFrom('receipts').select(['paymentId', 'amountMinor']).execute(),
      [Symbol.asyncDispose]: dispose,
    };
  });

  it('are numbered on without gaps where they are issued for past payments', async () => {
    await using open = await openTestDatabase();
    const { database } = open;
    const [first, second, third] = [
      await addPayment(database.prisma, 1),
      await addPayment(database.prisma, 2),
      await addPayment(database.prisma, 3),
    ];
    const issueMissing = (ids: readonly string[]) =>
      database.transaction((tx) => issueMissingReceipts(tx, ids));
    await issueMissing([second]);
    await issueMissing([first, second, third]);
    await issueMissing([first, second, third]);
    const numbers = await database.prisma.receipt.findMany({
      select: { paymentId: true, number: true },
      orderBy: { number: 'asc' },
    });
    expect(numbers).toEqual([
      { paymentId: second, number: 100_001 },
      { paymentId: first, number: 100_002 },
      { paymentId: third, number: 100_003 },
    ]);
  });

  it('are numbered in the order in which they are given, those of several payments too, and without gaps', async () => {
    await using open = await openTestDatabase();
    const { database } = open;
    const ids: string[] = [];
    for (const amountMinor of [1, 2, 3, 4]) ids.push(await addPayment(database.prisma, amountMinor));
    const [first, second, third, unpaid] = ids as [string, string, string, string];
    const issue = (work: (book: ReceiptBook) => Promise<void>) =>
      database.transaction((tx) => work(receiptsWithin(tx)));
    await issue((book) => book.issueReceipts([third, first]));
    await issue((book) => book.issueReceipts([second]));
    await issue((book) => book.issueCreditNotes([second, unpaid, third]));
    await issue((book) => book.issueCreditNotes([unpaid]));
    await issue((book) => book.issueCreditNotes([first]));
    const orderBy = { number: 'asc' } as const;
    const numbered = (rows: { paymentId: string; number: number }[]) =>
      rows.map(({ paymentId, number }) => [ids.indexOf(paymentId), number]);
    expect(numbered(await database.prisma.receipt.findMany({ orderBy }))).toEqual([
      [2, 100_001],
      [0, 100_002],
      [1, 100_003],
    ]);
    expect(numbered(await database.prisma.creditNote.findMany({ orderBy }))).toEqual([
      [1, 100_001],
      [2, 100_002],
      [0, 100_003],
    ]);
  });

  it('number credit notes without gaps, whatever fails between', async () => {
    await using open = await openTestDatabase();
    const { database } = open;
    const ids = [await addPayment(database.prisma, 1), await addPayment(database.prisma, 2)];
    await database.transaction((tx) => issueMissingReceipts(tx, ids));
    await database.prisma.payment.updateMany({ data: { state: 'REFUNDED' } });
    const failing = database.transaction(async (tx) => {
      await issueMissingCreditNotes(tx, ids);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await Promise.all(
      ids.map((id) => database.transaction((tx) => receiptsWithin(tx).issueCreditNotes([id]))),
    );
    await database.transaction((tx) => issueMissingCreditNotes(tx, ids));
    const numbers = await database.prisma.creditNote.findMany({ orderBy: { number: 'asc' } });
    expect(numbers.map(({ number }) => number)).toEqual([100_001, 100_002]);
  });
});

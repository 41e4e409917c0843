import { expect, it } from 'vitest';
import type { ReceiptBook } from './ports.ts';

/** Stored receipts, and what a test needs to do and to see beside them. */
export interface ReceiptsUnderTest extends AsyncDisposable {
  /** Adds a payment of that amount and gives its id. */
  readonly addPayment: (amountMinor: number) => Promise<string>;
  readonly transaction: <R>(work: (receipts: ReceiptBook) => Promise<R>) => Promise<R>;
  /** In no particular order. */
  readonly stored: () => Promise<{ readonly paymentId: string; readonly amountMinor: number }[]>;
  /** The payments that have credit notes, in no particular order. */
  readonly credited: () => Promise<string[]>;
}

/** What every book of receipts does. */
export function receiptBookSuite(open: () => Promise<ReceiptsUnderTest>): void {
  it('issues a receipt of what was paid', async () => {
    await using test = await open();
    const paymentId = await test.addPayment(1_250);
    await test.addPayment(900);
    await test.transaction((receipts) => receipts.issueReceipts([paymentId]));
    expect(await test.stored()).toEqual([{ paymentId, amountMinor: 1_250 }]);
  });

  it('issues no second receipt', async () => {
    await using test = await open();
    const paymentId = await test.addPayment(1_250);
    const issue = () => test.transaction((receipts) => receipts.issueReceipts([paymentId]));
    await issue();
    await expect(issue()).rejects.toThrow();
    expect(await test.stored()).toHaveLength(1);
  });

  it('issues a credit note, once, of what has a receipt, and of nothing else', async () => {
    await using test = await open();
    const [paid, unpaid] = [await test.addPayment(1_250), await test.addPayment(900)];
    await test.transaction((receipts) => receipts.issueReceipts([paid]));
    const credit = (paymentId: string) =>
      test.transaction((receipts) => receipts.issueCreditNotes([paymentId]));
    await credit(unpaid);
    await credit(paid);
    await expect(credit(paid)).rejects.toThrow();
    expect(await test.credited()).toEqual([paid]);
  });

  it('issues several at once, credit notes to those only that have receipts', async () => {
    await using test = await open();
    const [first, unpaid, last] = [
      await test.addPayment(1),
      await test.addPayment(2),
      await test.addPayment(3),
    ] as const;
    await test.transaction((receipts) => receipts.issueReceipts([first, last]));
    expect((await test.stored()).map(({ amountMinor }) => amountMinor).toSorted()).toEqual([1, 3]);
    await test.transaction((receipts) => receipts.issueCreditNotes([last, unpaid, first]));
    expect((await test.credited()).toSorted()).toEqual([first, last].toSorted());
  });

  it('issues none in a transaction that fails', async () => {
    await using test = await open();
    const paymentId = await test.addPayment(1_250);
    const work = test.transaction(async (receipts) => {
      await receipts.issueReceipts([paymentId]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await test.stored()).toEqual([]);
  });
}

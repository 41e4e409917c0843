import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { PurchaseStore } from './ports.ts';

/** A store of purchases, and what a test needs to see beside it. */
export interface PurchaseStoreUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (store: PurchaseStore) => Promise<R>) => Promise<R>;
  /** The products that a customer has bought, also as a guest, in no particular order. */
  readonly boughtBy: (customerId: string) => Promise<readonly string[]>;
}

/** What every store of purchases does. */
export function purchaseStoreSuite(open: () => Promise<PurchaseStoreUnderTest>): void {
  const newPurchase = (customerId: string, count = 1) => ({
    orderId: uuidv7(),
    customerId,
    productIds: Array.from({ length: count }, () => uuidv7()),
  });

  it('is told of many orders at once, known ones among them', async () => {
    await using test = await open();
    const customer = uuidv7();
    const orders = [newPurchase(customer, 2), newPurchase(customer), newPurchase(customer)];
    const [first = newPurchase(customer)] = orders;
    await test.transaction((store) => store.recordPurchases([]));
    await test.transaction((store) => store.recordPurchases([first]));
    await test.transaction((store) => store.recordPurchases(orders.toReversed()));
    const all = orders.flatMap(({ productIds }) => productIds);
    expect((await test.boughtBy(customer)).toSorted()).toEqual(all.toSorted());
  });

  it('knows who bought what, however often it is told', async () => {
    await using test = await open();
    const [customer, other] = [uuidv7(), uuidv7()];
    const purchase = newPurchase(customer, 2);
    const record = () => test.transaction((store) => store.recordPurchases([purchase]));
    await record();
    await record();
    expect((await test.boughtBy(customer)).toSorted()).toEqual(purchase.productIds.toSorted());
    expect(await test.boughtBy(other)).toEqual([]);
  });

  it('forgets what was cancelled for good, and keeps the same product of another order', async () => {
    await using test = await open();
    const customer = uuidv7();
    const [undone, kept] = [newPurchase(customer), newPurchase(customer)];
    const again = { ...kept, productIds: [...kept.productIds, ...undone.productIds] };
    await test.transaction((store) => store.recordPurchases([undone]));
    await test.transaction((store) => store.undoPurchase(undone));
    await test.transaction((store) => store.recordPurchases([undone]));
    expect(await test.boughtBy(customer)).toEqual([]);
    await test.transaction((store) => store.recordPurchases([again]));
    expect(new Set(await test.boughtBy(customer))).toEqual(new Set(again.productIds));
  });

  it('is told of a cancellation before the sale, and has nothing bought', async () => {
    await using test = await open();
    const customer = uuidv7();
    const purchase = newPurchase(customer);
    await test.transaction((store) => store.undoPurchase(purchase));
    await test.transaction((store) => store.recordPurchases([purchase]));
    expect(await test.boughtBy(customer)).toEqual([]);
  });

  it('gives a guest’s purchases, before and after, to the first customer who claims the guest', async () => {
    await using test = await open();
    const [guestId, customerId, late] = [uuidv7(), uuidv7(), uuidv7()];
    const [before, after] = [newPurchase(guestId), newPurchase(guestId)];
    await test.transaction((store) => store.recordPurchases([before]));
    await test.transaction((store) => store.claimGuest({ guestId, customerId }));
    await test.transaction((store) => store.claimGuest({ guestId, customerId: late }));
    await test.transaction((store) => store.recordPurchases([after]));
    const all = [...before.productIds, ...after.productIds];
    expect((await test.boughtBy(customerId)).toSorted()).toEqual(all.toSorted());
    expect(await test.boughtBy(late)).toEqual([]);
  });
}

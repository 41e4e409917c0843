import type { Transaction } from '@cartwright/database';
import { expect, it } from 'vitest';
import type { Tables } from '../generated/tables.ts';
import type { MethodOffers } from './ports.ts';

/** A copy of what can be paid with, empty, and transactions to change it in. */
export interface MethodOffersUnderTest extends AsyncDisposable {
  readonly offers: MethodOffers;
  readonly transaction: <R>(work: (tx: Transaction<Tables>) => Promise<R>) => Promise<R>;
}

const offer = (second: number, ...tokenForms: string[]) => ({
  offeredAt: new Date(Date.UTC(2026, 0, 2, 3, 4, second)),
  tokenForms,
});

/** What every copy of what can be paid with does. */
export function methodOffersSuite(open: () => Promise<MethodOffersUnderTest>): void {
  it('knows of no offer before the first, and keeps the newest in whatever order they arrive', async () => {
    await using test = await open();
    const { offers, transaction } = test;
    expect(await offers.newest()).toBeUndefined();
    for (const one of [offer(3, 'three'), offer(5, 'five', 'f_*'), offer(4, 'four'), offer(5, 'late')])
      await transaction((tx) => offers.keep(tx, one));
    expect(await offers.newest()).toEqual(offer(5, 'five', 'f_*'));
    await transaction((tx) => offers.keep(tx, offer(6)));
    expect(await offers.newest()).toEqual(offer(6));
  });

  it('shows a transaction what it has changed, and stores nothing of one that fails', async () => {
    await using test = await open();
    const { offers, transaction } = test;
    const failing = transaction(async (tx) => {
      await offers.keep(tx, offer(1, 'one'));
      expect(await offers.newest(tx)).toEqual(offer(1, 'one'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await offers.newest()).toBeUndefined();
  });
}

import type { Simulator } from '../simulator.ts';
import { announce } from '../webhooks/announce.ts';
import { keepBooks } from './keep-books.ts';
import { findToSettle } from './ledger.ts';

/** Authorises the payments that are to be authorised by now without a request, and sends events about them. */
export async function settlePayments(simulator: Simulator): Promise<void> {
  const references = await findToSettle(simulator.database.statements, simulator.now());
  if (references.length === 0) return;
  await keepBooks(simulator, { references }, (operation) => {
    for (const reference of references) {
      const payment = operation.books.find(reference);
      if (payment?.state === 'processing')
        announce(operation, operation.books.authorize(payment), { mode: 'once' });
    }
  });
}

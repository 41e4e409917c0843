import type { Simulator } from '../simulator.ts';
import { announce } from '../webhooks/announce.ts';
import { bookAuthorization, findToSettle, lockPayment } from './ledger.ts';

/** Authorises the payments that are to be authorised by now without a request, and sends events about them. */
export async function settlePayments(simulator: Simulator): Promise<void> {
  const references = await findToSettle(simulator.database.statements, simulator.now());
  for (const reference of references) await settle(simulator, reference);
}

function settle({ database, ...simulator }: Simulator, reference: string): Promise<void> {
  return database.transaction(async (tx) => {
    const payment = await lockPayment(tx, reference);
    if (payment?.state !== 'processing') return;
    const settled = await bookAuthorization(tx, payment);
    await announce({ ...simulator, tx }, settled, { mode: 'once' });
  });
}

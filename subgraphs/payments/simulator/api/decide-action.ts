import { bookAuthorization, bookDecline, lockPayment, type SimulatedPayment } from '../books/ledger.ts';
import type { Simulator } from '../simulator.ts';
import { announce } from '../webhooks/announce.ts';

const refused = {
  declineCode: 'authentication_failed',
  declineReason: 'The buyer did not confirm the payment.',
};

/** Takes the buyer's decision, once, and sends an event about it; undefined when there is no such payment. */
export function decideAction(
  { database, ...simulator }: Simulator,
  reference: string,
  decision: 'approve' | 'decline',
): Promise<SimulatedPayment | undefined> {
  return database.transaction(async (tx) => {
    const payment = await lockPayment(tx, reference);
    if (payment?.state !== 'action_required') return payment;
    const decided =
      decision === 'approve' ? await bookAuthorization(tx, payment) : await bookDecline(tx, payment, refused);
    await announce({ ...simulator, tx }, decided, { mode: 'once' });
    return decided;
  });
}

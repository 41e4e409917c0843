import { keepBooks } from '../books/keep-books.ts';
import type { SimulatedPayment } from '../books/ledger.ts';
import type { Simulator } from '../simulator.ts';
import { announce } from '../webhooks/announce.ts';

const refused = {
  declineCode: 'authentication_failed',
  declineReason: 'The buyer did not confirm the payment.',
};

/** Takes the buyer's decision, once, and sends an event about it; undefined when there is no such payment. */
export function decideAction(
  simulator: Simulator,
  reference: string,
  decision: 'approve' | 'decline',
): Promise<SimulatedPayment | undefined> {
  return keepBooks(simulator, { references: [reference] }, (operation) => {
    const { books } = operation;
    const payment = books.find(reference);
    if (payment?.state !== 'action_required') return payment;
    const decided = decision === 'approve' ? books.authorize(payment) : books.decline(payment, refused);
    announce(operation, decided, { mode: 'once' });
    return decided;
  });
}

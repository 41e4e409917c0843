import type { Transaction } from '@cartwright/database';
import { Park, type Replies } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import type { PaymentRecord } from '../repository/records.ts';
import type { Fact } from '../rules/apply-fact.ts';
import { captureFailed } from '../rules/payment-messages.ts';
import { requestCapture } from '../rules/request-capture.ts';
import { leaseEnd } from '../rules/schedule.ts';
import { settle, type Settled } from '../rules/settle.ts';
import type { CommandsDone } from './authorize-payments.ts';
import type { Dependencies } from './dependencies.ts';
import { storeSettled } from './record-facts.ts';

/** A payment that is to be captured. */
export interface CaptureCommand {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  /** Whether staff have approved it. */
  readonly isReviewed: boolean;
}

/** Payments that are to be captured, and what the provider has answered already. */
export interface CaptureBatch {
  readonly commands: readonly CaptureCommand[];
  /** By payments; one that is missing is pursued later. */
  readonly answers: ReadonlyMap<string, Fact>;
}

const unknownPayment = {
  code: 'unknown_payment',
  reason: 'There is no such payment.',
  retry: 'NONE',
} as const;

/** Makes it payments' goal to be captured, and records what the provider has answered. @throws Park for another amount than was authorised */
export async function capturePayments(
  dependencies: Dependencies,
  { commands, answers }: CaptureBatch,
  tx: Transaction<Tables>,
): Promise<CommandsDone> {
  const now = dependencies.now();
  const found = await dependencies
    .paymentsWithin(tx)
    .lockPayments(commands.map(({ paymentId }) => paymentId));
  const done = commands.map((command) => {
    const payment = found.get(command.paymentId);
    const answer = answers.get(command.paymentId);
    return payment === undefined ? unknown(command) : capture(payment, { command, answer, now });
  });
  const settled = done.flatMap((one) => one.settled ?? []);
  await storeSettled(dependencies, settled, tx);
  return {
    replies: done.map(({ replies }) => replies),
    toPursue: settled.filter(({ goOn }) => goOn).map(({ payment }) => payment),
  };
}

interface Captured {
  readonly replies: Replies;
  /** Undefined where nothing changes. */
  readonly settled?: Settled;
}

function unknown({ paymentId: id, orderId }: CaptureCommand): Captured {
  return { replies: [captureFailed({ id, orderId }, unknownPayment)] };
}

interface Capture {
  readonly command: CaptureCommand;
  readonly answer: Fact | undefined;
  readonly now: Date;
}

/** What was answered counts whatever has become of the payment meanwhile: applying a fact knows what of it does. */
function capture(found: PaymentRecord, { command, answer, now }: Capture): Captured {
  if (found.amountMinor !== command.amountMinor) throw new Park('Only the whole amount can be captured');
  const { payment, messages } = requestCapture(found, command.isReviewed);
  const requested: PaymentRecord = { ...found, ...payment };
  const settled = answer && settle(requested, { made: 'capture', news: answer }, now);
  if (settled !== undefined) return { replies: [...messages, ...settled.messages], settled };
  if (payment === found) return { replies: messages };
  const next = { attempts: 0, nextAttemptAt: leaseEnd(now) };
  const nothing = { messages: [], transactions: [], issueReceipt: false };
  return { replies: messages, settled: { before: found, payment: requested, next, ...nothing, goOn: true } };
}

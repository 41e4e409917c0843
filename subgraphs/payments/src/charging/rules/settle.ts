import type { OutgoingMessage } from '@cartwright/events';
import type { NextAttempt } from '../ports.ts';
import type { PaymentRecord } from '../repository/records.ts';
import { applyFact, type Fact } from './apply-fact.ts';
import { nextCall, type ProviderCall } from './next-call.ts';
import type { TransactionKind, TransactionOutcome } from './payment.ts';
import { retryOf, turnAfter } from './schedule.ts';

/** What a call told, or that its outcome is not known. */
export type News = Fact | { readonly type: 'unanswered' };

/** What is learnt of a payment. */
export interface Learnt<Told = News> {
  readonly news: Told;
  /** The call that it answers; null when the provider reported it without being asked. */
  readonly made: ProviderCall | null;
}

/** What a payment has become, with all that is to be stored and sent of it. */
export interface Settled {
  readonly before: PaymentRecord;
  readonly payment: PaymentRecord;
  readonly next: NextAttempt;
  readonly messages: readonly OutgoingMessage[];
  readonly transactions: readonly TransactionOutcome[];
  readonly issueReceipt: boolean;
  /** Whether whoever pursues it continues at once. */
  readonly goOn: boolean;
}

/**
 * What becomes of a payment by what was learnt of it. Pure. Undefined where nothing does: what the provider reports and is
 * known leaves the schedule as it is, so that whoever asks the provider meanwhile is not joined by another.
 */
export function settle(found: PaymentRecord, { news, made }: Learnt, now: Date): Settled | undefined {
  if (news.type === 'unanswered') return made === nextCall(found) ? postponed(found, made, now) : undefined;
  const { payment, messages, transactions, issueReceipt } = applyFact(found, news);
  if (made === null && payment === found) return undefined;
  const { attempts, delayMs, goOn } = turnAfter(nextCall(payment), made, found.attempts);
  return {
    before: found,
    payment: { ...found, ...payment },
    next: { attempts, nextAttemptAt: delayMs === null ? null : later(now, delayMs) },
    messages,
    transactions,
    issueReceipt,
    goOn,
  };
}

const kindOf: Readonly<Record<Exclude<ProviderCall, 'lookup' | 'identify'>, TransactionKind>> = {
  authorize: 'AUTHORIZATION',
  capture: 'CAPTURE',
  void: 'VOID',
  refund: 'REFUND',
};

/** A call whose outcome is not known is made again, each time a while later. */
function postponed(found: PaymentRecord, call: ProviderCall | null, now: Date): Settled {
  const movesMoney = call !== null && call !== 'lookup' && call !== 'identify';
  return {
    before: found,
    payment: found,
    next: retryOf(found, now),
    messages: [],
    transactions: movesMoney ? [{ kind: kindOf[call], state: 'PENDING' }] : [],
    issueReceipt: false,
    goOn: false,
  };
}

function later(now: Date, delayMs: number): Date {
  return new Date(now.getTime() + delayMs);
}

import type { BookedPayment, Entry } from './ledger.ts';

/** What is known of a payment that is opened. */
export type NewPayment = Omit<
  BookedPayment,
  'authorizedMinor' | 'capturedMinor' | 'refundedMinor' | 'createdAt'
>;

/** How payments are declined. */
export type Decline = Pick<BookedPayment, 'declineCode' | 'declineReason'>;

/** The books of some payments, as one transaction has locked, read and changed them; what was changed is to be stored. */
export class Books {
  readonly #payments: Map<string, BookedPayment>;
  readonly #now: () => Date;
  readonly #changed = new Set<string>();
  /** For the money that was moved. */
  readonly entries: Entry[] = [];

  constructor(payments: readonly BookedPayment[], now: () => Date) {
    this.#payments = new Map(payments.map((payment) => [payment.reference, payment]));
    this.#now = now;
  }

  /** The payments that were opened or changed. */
  get changed(): BookedPayment[] {
    return [...this.#changed].flatMap((reference) => this.find(reference) ?? []);
  }

  /** How a payment stands; undefined when there is none. */
  find(reference: string): BookedPayment | undefined {
    return this.#payments.get(reference);
  }

  open(payment: NewPayment): BookedPayment {
    const nothingMoved = { authorizedMinor: 0, capturedMinor: 0, refundedMinor: 0 };
    return this.#put({ ...payment, ...nothingMoved, createdAt: this.#now() });
  }

  /** Authorises the whole amount. */
  authorize(payment: BookedPayment): BookedPayment {
    const { reference, amountMinor } = payment;
    this.entries.push({ reference, kind: 'authorization', amountMinor });
    return this.#put({ ...payment, state: 'authorized', authorizedMinor: amountMinor, settleAt: null });
  }

  /** Captures an amount; the table refuses more than was authorised. */
  capture(payment: BookedPayment, amountMinor: number): BookedPayment {
    this.entries.push({ reference: payment.reference, kind: 'capture', amountMinor });
    return this.#put({
      ...payment,
      state: 'captured',
      capturedMinor: payment.capturedMinor + amountMinor,
    });
  }

  /** Gives up what is authorised, if anything is. */
  void(payment: BookedPayment): BookedPayment {
    const { reference, authorizedMinor: amountMinor } = payment;
    this.entries.push({ reference, kind: 'void', amountMinor });
    return this.#put({ ...payment, state: 'voided', settleAt: null });
  }

  /** Refunds an amount; the table refuses more than was captured. */
  refund(payment: BookedPayment, amountMinor: number): BookedPayment {
    this.entries.push({ reference: payment.reference, kind: 'refund', amountMinor });
    const refundedMinor = payment.refundedMinor + amountMinor;
    const state = refundedMinor === payment.capturedMinor ? 'refunded' : 'captured';
    return this.#put({ ...payment, state, refundedMinor });
  }

  /** Declines a payment that is not decided. */
  decline(payment: BookedPayment, decline: Decline): BookedPayment {
    return this.#put({ ...payment, ...decline, state: 'declined', settleAt: null });
  }

  #put(payment: BookedPayment): BookedPayment {
    this.#payments.set(payment.reference, payment);
    this.#changed.add(payment.reference);
    return payment;
  }
}

/** A payment's state at the provider. */
export type ProviderState =
  'processing' | 'action_required' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded';

/** A payment that is requested. */
export interface NewCharge {
  readonly reference: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** The bank authorises it and will decline the capture. */
  readonly failsCapture: boolean;
}

/** One charge in the provider's books. Amounts in minor units of its currency. */
export interface Charge extends NewCharge {
  readonly state: ProviderState;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
  readonly decline: { readonly code: string; readonly reason: string } | null;
  /** The requests that did not fit the books: `capture of 2000`. */
  readonly refused: readonly string[];
}

/** The provider's own books. A reference has several charges when they are requested with different keys. */
export class Books {
  readonly #charges = new Map<string, Charge[]>();
  readonly #references = new Map<string, Set<string>>();
  readonly #voidedEarly = new Set<string>();

  /** The latest charge of each payment of an order. */
  ofOrder(orderId: string): Charge[] {
    return [...(this.#references.get(orderId) ?? [])].flatMap((reference) => this.find(reference) ?? []);
  }

  /** All charges. */
  all(): Charge[] {
    return [...this.#charges.values()].flat();
  }

  /** The latest charge of a reference. */
  find(reference: string): Charge | undefined {
    return this.#charges.get(reference)?.at(-1);
  }

  open(opened: NewCharge): Charge {
    const nothing = { authorizedMinor: 0, capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 };
    const charge: Charge = { ...opened, ...nothing, state: 'processing', decline: null, refused: [] };
    const references = this.#references.get(charge.orderId) ?? new Set();
    this.#references.set(charge.orderId, references.add(charge.reference));
    const known = this.#charges.get(charge.reference);
    if (known === undefined) this.#charges.set(charge.reference, [charge]);
    else known.push(charge);
    return charge;
  }

  awaitBuyer({ reference }: Charge): Charge {
    return this.#change(reference, { state: 'action_required' });
  }

  /** Authorises the whole amount. */
  authorize({ reference, amountMinor }: Charge): Charge {
    return this.#change(reference, { state: 'authorized', authorizedMinor: amountMinor });
  }

  decline({ reference }: Charge, code: string): Charge {
    const decline = { code, reason: 'The payment was declined.' };
    return this.#change(reference, { state: 'declined', decline });
  }

  /** Captures an amount; undefined when it exceeds what is authorised. */
  capture({ reference, authorizedMinor }: Charge, amountMinor: number): Charge | undefined {
    if (!fits(amountMinor, authorizedMinor)) {
      this.refuse(reference, `capture of ${amountMinor}`);
      return undefined;
    }
    return this.#change(reference, { state: 'captured', capturedMinor: amountMinor });
  }

  /** Voids the authorisation. */
  void({ reference, authorizedMinor }: Charge): Charge {
    return this.#change(reference, { state: 'voided', voidedMinor: authorizedMinor });
  }

  /** Refunds an amount; undefined when it exceeds what was captured. */
  refund({ reference, capturedMinor, refundedMinor }: Charge, amountMinor: number): Charge | undefined {
    if (!fits(amountMinor, capturedMinor - refundedMinor)) {
      this.refuse(reference, `refund of ${amountMinor}`);
      return undefined;
    }
    const sumMinor = refundedMinor + amountMinor;
    const state = sumMinor === capturedMinor ? 'refunded' : 'captured';
    return this.#change(reference, { state, refundedMinor: sumMinor });
  }

  /** Notes what was asked for and does not fit: nobody who reads the books right would ask. */
  refuse(reference: string, what: string): void {
    const charge = this.find(reference);
    if (charge !== undefined) this.#change(reference, { refused: [...charge.refused, what] });
  }

  /** Records the cancellation of a payment that has not arrived yet: it will be declined. */
  voidEarly(reference: string): void {
    this.#voidedEarly.add(reference);
  }

  isVoidedEarly(reference: string): boolean {
    return this.#voidedEarly.has(reference);
  }

  /** Changes the latest charge of a reference. */
  #change(reference: string, to: Partial<Charge>): Charge {
    const own = this.#charges.get(reference);
    const charge = own?.at(-1);
    if (own === undefined || charge === undefined) throw new RangeError(`There is no charge ${reference}`);
    const changed = { ...charge, ...to };
    own[own.length - 1] = changed;
    return changed;
  }
}

function fits(amountMinor: number, mostMinor: number): boolean {
  return amountMinor > 0 && amountMinor <= mostMinor;
}

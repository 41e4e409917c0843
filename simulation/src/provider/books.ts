/** Where a payment stands with the provider. */
export type ProviderState =
  'processing' | 'action_required' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded';

/** One charge: what the provider would answer for, whoever asked for it. */
export interface Charge {
  readonly reference: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly state: ProviderState;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
  readonly decline: { readonly code: string; readonly reason: string } | null;
  /** The bank will refuse to pay what it authorises. */
  readonly failsCapture: boolean;
}

/** The provider's own books. A reference may have several charges, when somebody asks for them with different keys. */
export class Books {
  readonly #charges = new Map<string, Charge[]>();
  readonly #voidedEarly = new Set<string>();

  /** Every charge there ever was. */
  all(): Charge[] {
    return [...this.#charges.values()].flat();
  }

  /** The latest charge of a reference. */
  find(reference: string): Charge | undefined {
    return this.#charges.get(reference)?.at(-1);
  }

  open(charge: Charge): void {
    const known = this.#charges.get(charge.reference);
    if (known === undefined) this.#charges.set(charge.reference, [charge]);
    else known.push(charge);
  }

  /** Changes the latest charge of a reference. */
  change(reference: string, to: Partial<Charge>): Charge | undefined {
    const own = this.#charges.get(reference);
    const charge = own?.at(-1);
    if (own === undefined || charge === undefined) return undefined;
    const changed = { ...charge, ...to };
    own[own.length - 1] = changed;
    return changed;
  }

  /** A payment is given up before it came: it will be declined. */
  voidEarly(reference: string): void {
    this.#voidedEarly.add(reference);
  }

  isVoidedEarly(reference: string): boolean {
    return this.#voidedEarly.has(reference);
  }
}

import { TurnBook, type OpenQueue, type UsedAdmission } from './turn-book.ts';

/** An offer at whose price orders may still come in. */
export interface OpenOffer {
  readonly id: string;
  readonly variantId: string;
  readonly currency: string;
  readonly amountMinor: number;
  /** Whether the variant is sold at its price now; orders come in a while after it has ended, too. */
  readonly isRunning: boolean;
  /** How many pieces of the budget nobody has taken. */
  readonly left: number;
  readonly limitPerCustomer: number | null;
  /** Whether buyers wait for their turn. */
  readonly isQueued: boolean;
}

/** What a buyer has taken of an offer. */
export interface Taken {
  readonly offerId: string;
  readonly buyer: string;
  readonly quantity: number;
}

/** An order as far as offers are about it. */
export interface OfferOrder {
  readonly orderId: string;
  /** The same for all orders of one buyer; older releases do not say. */
  readonly buyer?: string | undefined;
  /** Of the prices of its lines. */
  readonly currency?: string | undefined;
  readonly lines: readonly OfferLine[];
}

/** A line with what the buyer was shown that a piece costs; older releases do not say. */
export interface OfferLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly unitPriceMinor?: number | undefined;
  /** The variant's own price, which that follows from; null where a price list names a price of its own. */
  readonly basePriceMinor?: number | null | undefined;
}

/** What an order takes of an offer. */
export interface OfferClaim {
  readonly orderId: string;
  readonly offerId: string;
  readonly buyer: string | null;
  readonly quantity: number;
}

/** Why an order at the price of an offer is refused. */
export interface OfferRefusal {
  readonly reason: 'OFFER_SOLD_OUT' | 'OFFER_LIMIT_REACHED' | 'OFFER_NOT_ADMITTED';
  readonly variantId: string;
  readonly requested: number;
  /** How many the buyer could have had. */
  readonly available: number;
}

/** What is left of some offers, while orders take their part of it one after the other. */
export class OfferBook {
  readonly #offers: readonly OpenOffer[];
  readonly #left: Map<string, number>;
  readonly #taken = new Map<string, number>();
  readonly #claims: OfferClaim[] = [];
  readonly #turns: TurnBook;

  /** @param offers of one variant, those before that its lines are to count on if several would do: what runs, then what ended last */
  constructor(offers: readonly OpenOffer[], taken: readonly Taken[], queues: readonly OpenQueue[] = []) {
    this.#offers = offers;
    this.#turns = new TurnBook(queues);
    this.#left = new Map(offers.map(({ id, left }) => [id, left]));
    for (const { offerId, buyer, quantity } of taken) this.#add(keyOf(offerId, buyer), quantity);
  }

  /** What was taken. */
  get claims(): readonly OfferClaim[] {
    return this.#claims;
  }

  /** The admissions that were used for it. */
  get used(): readonly UsedAdmission[] {
    return this.#turns.used;
  }

  /** Takes what an order is to have of offers, all of it or nothing. @returns why it takes nothing; undefined where nothing is in the way */
  take(order: OfferOrder): OfferRefusal | undefined {
    const wanted = this.#wantedBy(order);
    for (const one of wanted) {
      const refusal = this.#refusalOf(one);
      if (refusal !== undefined) return refusal;
    }
    for (const { offer, quantity, buyer } of wanted) {
      this.#left.set(offer.id, this.#leftOf(offer) - quantity);
      if (buyer !== null) this.#add(keyOf(offer.id, buyer), quantity);
      if (offer.isQueued) this.#turns.use({ offerId: offer.id, buyer, orderId: order.orderId });
      this.#claims.push({ orderId: order.orderId, offerId: offer.id, buyer, quantity });
    }
    return undefined;
  }

  #wantedBy({ lines, currency, buyer: known }: OfferOrder): Wanted[] {
    const buyer = known ?? null;
    const quantities = new Map<OpenOffer, number>();
    for (const line of lines) {
      const offer = this.#offers.find((one) => isAtPrice(one, line, currency));
      if (offer !== undefined) quantities.set(offer, (quantities.get(offer) ?? 0) + line.quantity);
    }
    return Array.from(quantities, ([offer, quantity]) => ({ offer, quantity, buyer }));
  }

  #refusalOf({ offer, quantity, buyer }: Wanted): OfferRefusal | undefined {
    const { variantId, limitPerCustomer } = offer;
    const left = this.#leftOf(offer);
    if (quantity > left) return { reason: 'OFFER_SOLD_OUT', variantId, requested: quantity, available: left };
    if (offer.isQueued) {
      const allowed = this.#turns.allowedTo({ offerId: offer.id, buyer, left });
      if (quantity > allowed)
        return { reason: 'OFFER_NOT_ADMITTED', variantId, requested: quantity, available: allowed };
    }
    const taken = buyer === null ? 0 : (this.#taken.get(keyOf(offer.id, buyer)) ?? 0);
    if (limitPerCustomer === null || taken + quantity <= limitPerCustomer) return undefined;
    const available = Math.max(0, limitPerCustomer - taken);
    return { reason: 'OFFER_LIMIT_REACHED', variantId, requested: quantity, available };
  }

  #leftOf({ id }: OpenOffer): number {
    return this.#left.get(id) ?? 0;
  }

  #add(key: string, quantity: number): void {
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + quantity);
  }
}

interface Wanted {
  readonly offer: OpenOffer;
  readonly quantity: number;
  readonly buyer: string | null;
}

function keyOf(offerId: string, buyer: string): string {
  return `${offerId} ${buyer}`;
}

/**
 * The variant's own price when the buyer was shown what it costs decides, whatever a price list takes off it or puts on it. Who does not
 * say what was shown buys at the price of an offer while it runs.
 */
function isAtPrice(offer: OpenOffer, line: OfferLine, currency: string | undefined): boolean {
  if (line.variantId !== offer.variantId) return false;
  if (line.unitPriceMinor === undefined || currency === undefined) return offer.isRunning;
  const { unitPriceMinor, basePriceMinor = unitPriceMinor } = line;
  return basePriceMinor === offer.amountMinor && currency === offer.currency;
}

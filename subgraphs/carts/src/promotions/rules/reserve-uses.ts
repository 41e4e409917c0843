/** What an order uses of promotions. */
export interface UsesOfOrder {
  readonly orderId: string;
  /** Null for guests. */
  readonly customerId: string | null;
  /** What a guest is told apart from others by: `guestKeyOf` of the address that they order with; null for customers. */
  readonly guestKey: string | null;
  readonly uses: readonly PromotionUse[];
  /** An order whose uses this one takes over: they are given back where this one has all of its own. */
  readonly replaces?: string | null;
}

/** That an order uses a promotion, by a code where it asks for one. */
export interface PromotionUse {
  readonly promotionId: string;
  readonly code: string | null;
}

/** How often something was used, and may be; null for any number of times. */
export interface UseCount {
  readonly used: number;
  readonly limit: number | null;
}

/** A promotion, its codes and its buyers, as far as orders name them. */
export interface CountedPromotion extends UseCount {
  readonly promotionId: string;
  readonly limitPerBuyer: number | null;
}

/** A code of a promotion. */
export interface CountedCode extends UseCount {
  readonly codeId: string;
  readonly promotionId: string;
  /** In capital letters. */
  readonly code: string;
}

/** How often a buyer has used a promotion. */
export interface CountedBuyer {
  readonly promotionId: string;
  readonly buyerKey: string;
  readonly used: number;
}

/** What is counted before some orders. */
export interface UseCounts {
  readonly promotions: readonly CountedPromotion[];
  readonly codes: readonly CountedCode[];
  readonly buyers: readonly CountedBuyer[];
  /** Uses of the orders that are replaced. */
  readonly replaced?: readonly ReservedUse[];
}

/** A use that an order has. */
export interface ReservedUse {
  readonly orderId: string;
  readonly promotionId: string;
  readonly codeId: string | null;
  readonly buyerKey: string | null;
}

/** What comes of some orders. */
export interface DecidedUses {
  readonly reserved: readonly ReservedUse[];
  /** By order: the promotions that were used up, of which the order has none then. */
  readonly usedUp: ReadonlyMap<string, readonly string[]>;
}

/** Who is counted for an order: a customer's id or a guest's key; null where neither is known. */
export function buyerKeyOf({
  customerId,
  guestKey,
}: Pick<UsesOfOrder, 'customerId' | 'guestKey'>): string | null {
  return customerId ?? guestKey;
}

/** Gives each order all of its uses or none, in the order in which they are given. What is not there any more is used up. */
export function decideUses(orders: readonly UsesOfOrder[], counts: UseCounts): DecidedUses {
  const book = new Book(counts);
  const reserved: ReservedUse[] = [];
  const usedUp = new Map<string, readonly string[]>();
  for (const order of orders) {
    const replaced = (counts.replaced ?? []).filter(({ orderId }) => orderId === order.replaces);
    for (const use of replaced) book.giveBack(use);
    const wanted = order.uses.map((use) => ({ use, taken: book.look(use, order) }));
    const missing = wanted.flatMap(({ use, taken }) => (taken === null ? [use.promotionId] : []));
    usedUp.set(order.orderId, missing);
    if (missing.length > 0) {
      for (const use of replaced) book.take(use);
      continue;
    }
    for (const { taken } of wanted) if (taken !== null) reserved.push(book.take(taken));
  }
  return { reserved, usedUp };
}

/** The counts as they are after the orders that were decided so far. */
class Book {
  readonly #promotions: ReadonlyMap<string, CountedPromotion>;
  readonly #codes: ReadonlyMap<string, CountedCode>;
  readonly #used: Map<string, number>;

  constructor({ promotions, codes, buyers }: UseCounts) {
    this.#promotions = new Map(promotions.map((one) => [one.promotionId, one]));
    this.#codes = new Map(codes.map((one) => [`${one.promotionId} ${one.code}`, one]));
    this.#used = new Map([
      ...promotions.map(({ promotionId, used }) => [promotionId, used] as const),
      ...codes.map(({ codeId, used }) => [codeId, used] as const),
      ...buyers.map(({ promotionId, buyerKey, used }) => [`${promotionId} ${buyerKey}`, used] as const),
    ]);
  }

  /** What an order would have of a promotion; null where that is used up. */
  look({ promotionId, code }: PromotionUse, order: UsesOfOrder): ReservedUse | null {
    const promotion = this.#promotions.get(promotionId);
    if (promotion === undefined || !this.#hasRoom(promotionId, promotion.limit)) return null;
    const buyerKey = buyerKeyOf(order);
    if (buyerKey !== null && !this.#hasRoom(`${promotionId} ${buyerKey}`, promotion.limitPerBuyer))
      return null;
    const use = { orderId: order.orderId, promotionId, codeId: null, buyerKey };
    if (code === null) return use;
    const known = this.#codes.get(`${promotionId} ${code}`);
    return known !== undefined && this.#hasRoom(known.codeId, known.limit)
      ? { ...use, codeId: known.codeId }
      : null;
  }

  take(use: ReservedUse): ReservedUse {
    this.#count(use, 1);
    return use;
  }

  giveBack(use: ReservedUse): void {
    this.#count(use, -1);
  }

  #count({ promotionId, codeId, buyerKey }: ReservedUse, more: 1 | -1): void {
    const counted = [promotionId, codeId, buyerKey === null ? null : `${promotionId} ${buyerKey}`];
    for (const one of counted) if (one !== null) this.#used.set(one, this.#usesOf(one) + more);
  }

  #hasRoom(counted: string, limit: number | null): boolean {
    return limit === null || this.#usesOf(counted) < limit;
  }

  #usesOf(counted: string): number {
    return this.#used.get(counted) ?? 0;
  }
}

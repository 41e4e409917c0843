import type { StoreCurrency } from '@cartwright/money';
import {
  advanceSale,
  overlap,
  planSale,
  priceAfter,
  type Amounts,
  type PlannedSale,
  type Sale,
} from './sale.ts';

/** How many sales of a variant may be to come or run at once. */
export const mostSales = 20;

/** What a variant costs in one currency. */
export interface BookedPrice extends Amounts {
  readonly variantId: string;
  readonly currency: StoreCurrency;
}

/** What has become of a book since it was opened. */
export interface BookChanges {
  readonly prices: readonly BookedPrice[];
  /** New sales, and those that have begun. */
  readonly sales: readonly Sale[];
  readonly goneSaleIds: readonly string[];
}

/** The prices of some variants with their sales: as they are stored, and then as they are changed. */
export class PriceBook {
  readonly #prices: Map<string, BookedPrice>;
  readonly #sales: Map<string, Sale>;
  readonly #before: {
    readonly prices: ReadonlyMap<string, BookedPrice>;
    readonly sales: ReadonlyMap<string, Sale>;
  };

  constructor(prices: readonly BookedPrice[], sales: readonly Sale[]) {
    this.#prices = new Map(prices.map((price) => [keyOf(price), price]));
    this.#sales = new Map(sales.map((sale) => [sale.id, sale]));
    this.#before = { prices: new Map(this.#prices), sales: new Map(this.#sales) };
  }

  /** What a variant costs in a currency; undefined where it is not sold in it. */
  priceOf(of: Pick<BookedPrice, 'variantId' | 'currency'>): BookedPrice | undefined {
    return this.#prices.get(keyOf(of));
  }

  /** What the trail keeps of it; null where it is not sold in that currency. */
  stateOf(of: Pick<BookedPrice, 'variantId' | 'currency'>) {
    const price = this.priceOf(of);
    return price === undefined ? null : { ...price };
  }

  /** A sale that is to come or runs. */
  sale(id: string): Sale | undefined {
    return this.#sales.get(id);
  }

  /** Begins and ends what is to begin and to end by now, in the order of the clock. */
  advance(now: Date): void {
    const due = [...this.#sales.values()].filter(({ dueAt }) => dueAt <= now);
    for (const sale of due.toSorted(inTurn)) {
      const { price, sale: next } = advanceSale(sale, this.priceOf(sale), now);
      if (price !== null) this.#put(sale, price);
      if (next === null) this.#sales.delete(sale.id);
      else this.#sales.set(sale.id, next);
    }
  }

  /** Gives a variant a price that stays, from now on: a sale that runs is over. */
  setPrice({ variantId, currency, amountMinor, compareAtMinor }: BookedPrice): void {
    for (const sale of this.#salesOf({ variantId, currency }))
      if (sale.isRunning) this.#sales.delete(sale.id);
    this.#put({ variantId, currency }, { amountMinor, compareAtMinor });
  }

  /** Whether as many sales of a variant are to come or run, in any currency, as may. */
  hasMostSales(variantId: string): boolean {
    return [...this.#sales.values()].filter((sale) => sale.variantId === variantId).length >= mostSales;
  }

  /** Plans a sale, which begins at once if it is time. @returns those that it would overlap; it is not planned if there are any */
  plan(planned: PlannedSale, now: Date): Sale[] {
    const overlapped = this.#salesOf(planned).filter((sale) => overlap(sale, planned));
    if (overlapped.length > 0) return overlapped;
    this.#sales.set(planned.id, planSale(planned));
    this.advance(now);
    return [];
  }

  /** Ends a sale that runs, whose former price is back, and calls off any other. */
  endSale(sale: Sale): void {
    const price = priceAfter(sale, this.priceOf(sale));
    if (price !== null) this.#put(sale, price);
    this.#sales.delete(sale.id);
  }

  changes(): BookChanges {
    return {
      prices: [...this.#prices].flatMap(([key, price]) =>
        this.#before.prices.get(key) === price ? [] : [price],
      ),
      sales: [...this.#sales].flatMap(([id, sale]) => (this.#before.sales.get(id) === sale ? [] : [sale])),
      goneSaleIds: [...this.#before.sales.keys()].filter((id) => !this.#sales.has(id)),
    };
  }

  #salesOf(of: Pick<BookedPrice, 'variantId' | 'currency'>): Sale[] {
    return [...this.#sales.values()].filter((sale) => keyOf(sale) === keyOf(of));
  }

  #put({ variantId, currency }: Pick<BookedPrice, 'variantId' | 'currency'>, amounts: Amounts): void {
    const price = { variantId, currency, ...amounts };
    this.#prices.set(keyOf(price), price);
  }
}

function keyOf({ variantId, currency }: Pick<BookedPrice, 'variantId' | 'currency'>): string {
  return `${variantId} ${currency}`;
}

/** What ends at a moment makes room for what begins at it. */
function inTurn(one: Sale, other: Sale): number {
  return one.dueAt.getTime() - other.dueAt.getTime() || Number(other.isRunning) - Number(one.isRunning);
}

import type { StoreCurrency } from '@cartwright/money';

/** What a variant costs in one currency, in minor units; `compareAtMinor` is the former, higher price. */
export interface Amounts {
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** A price that holds for a while, or from a moment on. */
export interface Sale extends Amounts {
  readonly id: string;
  readonly variantId: string;
  readonly currency: StoreCurrency;
  readonly startsAt: Date;
  /** Null for a price that stays. */
  readonly endsAt: Date | null;
  readonly isRunning: boolean;
  /** While it runs, the price that comes back after it. */
  readonly regularAmountMinor: number | null;
  readonly regularCompareAtMinor: number | null;
  /** When it begins; while it runs, when it ends. */
  readonly dueAt: Date;
}

/** What a sale is made from. */
export type PlannedSale = Pick<
  Sale,
  'id' | 'variantId' | 'currency' | 'amountMinor' | 'compareAtMinor' | 'startsAt' | 'endsAt'
>;

/** How far a sale is by now. */
export interface Progress {
  /** What the variant costs from now on; null for what it costs already. */
  readonly price: Amounts | null;
  /** The sale as it is from now on; null when it is over. */
  readonly sale: Sale | null;
}

/** A sale that has not begun. */
export function planSale(planned: PlannedSale): Sale {
  const waiting = { isRunning: false, regularAmountMinor: null, regularCompareAtMinor: null };
  return { ...planned, ...waiting, dueAt: planned.startsAt };
}

/**
 * Takes a sale as far as the time has come, given what its variant costs now, if anything. Whoever comes late finds the same: one that
 * should have begun and ended changes nothing.
 */
export function advanceSale(sale: Sale, present: Amounts | undefined, now: Date): Progress {
  if (sale.dueAt > now) return { price: null, sale };
  if (sale.isRunning) return { price: priceAfter(sale, present), sale: null };
  if (sale.endsAt === null) return { price: amountsOf(sale), sale: null };
  if (sale.endsAt <= now || present === undefined) return { price: null, sale: null };
  return { price: reducedPrice(sale, present), sale: runningSale(sale, sale.endsAt, present) };
}

/**
 * The price that comes back after a sale; null where it does not run, and where its variant does not cost what it says any more: a release
 * that knows of no sales sets prices without ending them.
 */
export function priceAfter(sale: Sale, present: Amounts | undefined): Amounts | null {
  const { regularAmountMinor: amountMinor, regularCompareAtMinor: compareAtMinor } = sale;
  if (amountMinor === null) return null;
  const regular = { amountMinor, compareAtMinor };
  return isSame(present, reducedPrice(sale, regular)) ? regular : null;
}

/** Whether two sales would hold at the same time; a price that stays holds for a moment, and is then what it is. */
export function overlap(one: PlannedSale, other: PlannedSale): boolean {
  return one.startsAt.getTime() < endOf(other) && other.startsAt.getTime() < endOf(one);
}

function endOf({ startsAt, endsAt }: PlannedSale): number {
  return endsAt?.getTime() ?? startsAt.getTime() + 1;
}

function amountsOf({ amountMinor, compareAtMinor }: Sale): Amounts {
  return { amountMinor, compareAtMinor };
}

function isSame(one: Amounts | undefined, other: Amounts): boolean {
  return one?.amountMinor === other.amountMinor && one.compareAtMinor === other.compareAtMinor;
}

/** Beside it stands the former price that was given, or else the one that is reduced, if it is higher. */
function reducedPrice({ amountMinor, compareAtMinor }: Sale, present: Amounts): Amounts {
  const former = compareAtMinor ?? present.compareAtMinor ?? present.amountMinor;
  return { amountMinor, compareAtMinor: former > amountMinor ? former : null };
}

function runningSale(sale: Sale, dueAt: Date, { amountMinor, compareAtMinor }: Amounts): Sale {
  const regular = { regularAmountMinor: amountMinor, regularCompareAtMinor: compareAtMinor };
  return { ...sale, ...regular, isRunning: true, dueAt };
}

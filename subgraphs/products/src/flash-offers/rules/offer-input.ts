import { invalidField, invalidInput, type InvalidField, type ReadInput } from '@cartwright/input';
import { readDecimal, type StoreCurrency } from '@cartwright/money';

/** Nobody sells more pieces of one variant at once. */
const maxBudget = 1_000_000;
/** Whoever is admitted holds as many pieces as they may have until they order: it is to be few. */
const mostOfQueued = 10;
const longestDays = 31;
const dayMs = 24 * 60 * 60 * 1_000;

/** An offer as staff type it. */
export interface OfferInput {
  readonly variantId: string;
  readonly price: { readonly amount: string; readonly currencyCode: StoreCurrency };
  readonly startsAt?: Date | null | undefined;
  readonly endsAt: Date;
  readonly budget: number;
  readonly limitPerCustomer?: number | null | undefined;
  readonly isQueued?: boolean | undefined;
}

/** An offer that may be made. */
export interface CheckedOffer {
  readonly variantId: string;
  readonly currency: StoreCurrency;
  readonly amountMinor: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly budget: number;
  readonly limitPerCustomer: number | null;
  readonly isQueued: boolean;
}

/** Checks an offer. What was to begin in the past begins now. */
export function readOffer(input: OfferInput, now: Date): ReadInput<CheckedOffer> {
  const { variantId, price, endsAt, budget, limitPerCustomer = null, isQueued = false } = input;
  const startsAt = input.startsAt == null || input.startsAt < now ? now : input.startsAt;
  const amountMinor = readDecimal(price.amount, price.currencyCode);
  const fields = [...timeFaults(startsAt, endsAt), ...piecesFaults({ budget, limitPerCustomer, isQueued })];
  if (amountMinor === undefined || amountMinor <= 0) {
    const message = 'Please give a positive amount of its currency.';
    return invalidInput(invalidField(['price', 'amount'], 'OUT_OF_RANGE', message), ...fields);
  }
  if (fields.length > 0) return invalidInput(...fields);
  const { currencyCode: currency } = price;
  return {
    kind: 'valid',
    value: { variantId, currency, amountMinor, startsAt, endsAt, budget, limitPerCustomer, isQueued },
  };
}

/** What is wrong with the numbers of pieces of an offer. */
export function piecesFaults({
  budget,
  limitPerCustomer,
  isQueued,
}: Pick<CheckedOffer, 'budget' | 'limitPerCustomer' | 'isQueued'>): InvalidField[] {
  if (isQueued && (limitPerCustomer === null || limitPerCustomer < 1 || limitPerCustomer > mostOfQueued)) {
    const message = `Please give 1 to ${mostOfQueued} pieces for one buyer where buyers wait.`;
    return [...pieceFault('budget', budget), invalidField(['limitPerCustomer'], 'OUT_OF_RANGE', message)];
  }
  return [
    ...pieceFault('budget', budget),
    ...(limitPerCustomer === null ? [] : pieceFault('limitPerCustomer', limitPerCustomer)),
  ];
}

function pieceFault(name: string, pieces: number): InvalidField[] {
  if (pieces >= 1 && pieces <= maxBudget) return [];
  return [invalidField([name], 'OUT_OF_RANGE', 'Please give 1 to a million pieces.')];
}

function timeFaults(startsAt: Date, endsAt: Date): InvalidField[] {
  const lasts = endsAt.getTime() - startsAt.getTime();
  if (lasts > 0 && lasts <= longestDays * dayMs) return [];
  const message = `Please give an end that is to come, behind the start and ${longestDays} days after it at most.`;
  return [invalidField(['endsAt'], 'OUT_OF_RANGE', message)];
}

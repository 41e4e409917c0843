import { invalidField, invalidInput, within, type InvalidField, type ReadInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { readPrice, type MoneyText } from './price.ts';
import type { Amounts } from './sale.ts';

/** A price that a variant is to have, as staff type it. */
export interface PriceChangeInput {
  readonly variantId: string;
  readonly price: MoneyText & { readonly currencyCode: StoreCurrency };
  readonly compareAtPrice?: MoneyText | null | undefined;
  readonly startsAt?: Date | null | undefined;
  readonly endsAt?: Date | null | undefined;
}

/** A price that a variant may have, and from when to when. */
export interface PriceChange extends Amounts {
  readonly variantId: string;
  readonly currency: StoreCurrency;
  /** Now at the earliest. */
  readonly startsAt: Date;
  /** Null for a price that stays. */
  readonly endsAt: Date | null;
}

/** Checks a price and its times; paths begin with `prices` and its place. What was to begin in the past begins now. */
export function readPriceChange(
  input: PriceChangeInput,
  { index, now }: { readonly index: number; readonly now: Date },
): ReadInput<PriceChange> {
  const { variantId, price, compareAtPrice = null, endsAt = null } = input;
  const startsAt = input.startsAt == null || input.startsAt < now ? now : input.startsAt;
  const read = readPrice({ price, compareAtPrice });
  const fields: InvalidField[] = read.kind === 'invalid-input' ? [...read.fields] : [];
  if (endsAt !== null && endsAt <= startsAt) {
    fields.push(
      invalidField(['endsAt'], 'OUT_OF_RANGE', 'Please give an end that is to come, behind the start.'),
    );
  }
  if (read.kind === 'invalid-input' || fields.length > 0) {
    return invalidInput(...within(['prices', String(index)], fields));
  }
  return {
    kind: 'valid',
    value: { variantId, currency: price.currencyCode, ...read.value, startsAt, endsAt },
  };
}

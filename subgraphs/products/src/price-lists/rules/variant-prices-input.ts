import { invalidInput, readInput, refusal, within, type ReadInput } from '@cartwright/input';
import { readDecimal, type QuantityPrice, type StoreCurrency } from '@cartwright/money';
import { z } from 'zod';
import { areSteps, minimumQuantitySchema, noSteps } from './price-list-input.ts';

/** What a variant is to cost by a list, as staff type it. */
export interface VariantPricesInput {
  readonly variantId: string;
  readonly prices: readonly {
    readonly minimumQuantity?: number;
    readonly price: { readonly amount: string; readonly currencyCode: string };
  }[];
}

/** Checks what a variant is to cost by a list; paths begin with `prices` and its place. */
export function readVariantPrices(
  input: VariantPricesInput,
  { index, currency }: { readonly index: number; readonly currency: StoreCurrency },
): ReadInput<readonly QuantityPrice[]> {
  const read = readInput(pricesIn(currency), { prices: input.prices });
  return read.kind === 'valid'
    ? { kind: 'valid', value: read.value.prices }
    : invalidInput(...within(['prices', String(index)], read.fields));
}

function pricesIn(currency: StoreCurrency) {
  const price = z
    .object({ amount: z.string(), currencyCode: z.string() })
    .refine(({ currencyCode }) => currencyCode === currency, {
      ...refusal('INVALID_VALUE', `Please give the price in ${currency}, the currency of the list.`),
      path: ['currencyCode'],
    })
    .transform(({ amount }) => readDecimal(amount, currency) ?? 0)
    .refine((amountMinor) => amountMinor > 0, {
      ...refusal('OUT_OF_RANGE', 'Please give a positive amount of its currency.'),
      path: ['amount'],
    });
  const step = z
    .object({ minimumQuantity: minimumQuantitySchema.default(1), price })
    .transform(({ minimumQuantity, price: amountMinor }) => ({ minimumQuantity, amountMinor }));
  const prices = z
    .array(step)
    .refine(areSteps, noSteps)
    .transform((steps) => steps.toSorted((one, other) => one.minimumQuantity - other.minimumQuantity));
  return z.object({ prices });
}

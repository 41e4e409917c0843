import { code, field, optionalText, refusal } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { z } from 'zod';
import type { SelectedOption } from '../../catalogue/door.ts';
import { priceSchema } from '../../pricing/door.ts';
import { noMeasure, unitMeasureSchema, type UnitMeasureInput } from '../../unit-prices/door.ts';
import { readBarcode } from './barcode.ts';
import { areDifferent } from './options-input.ts';

/** How many variants a product may have. */
export const maxVariants = 100;

/** How long, wide and high a variant is, as staff type it. */
export interface SizeInput {
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** An amount as staff type it. */
interface MoneyInput {
  readonly amount: string;
  readonly currencyCode: StoreCurrency;
}

/** A new variant as staff type it. */
export interface VariantInput {
  readonly sku: string;
  readonly selectedOptions?: readonly SelectedOption[] | null | undefined;
  readonly prices: readonly {
    readonly price: MoneyInput;
    readonly compareAtPrice?: MoneyInput | null | undefined;
  }[];
  readonly stock?: number | null | undefined;
  readonly weightGrams?: number | null | undefined;
  readonly barcode?: string | null | undefined;
  readonly size?: SizeInput | null | undefined;
  readonly unitMeasure?: UnitMeasureInput | null | undefined;
}

/** A whole number within bounds. */
function whole(min: number, max: number) {
  const isWithin = (given: number): boolean => given >= min && given <= max;
  return z.int().refine(isWithin, refusal('OUT_OF_RANGE', `Please give a number from ${min} to ${max}.`));
}

const length = whole(1, 100_000);
const zeroWithout = (given: number | null | undefined): number => given ?? 0;
const stock = whole(0, 1_000_000).nullish().transform(zeroWithout);
const selectedOptions = z.array(z.object({ name: z.string(), value: z.string() }));

/** The shop's own code of a variant. */
export const sku = code(64);
/** The number under its bars; null for none. */
export const barcode = field(readBarcode);
/** What it weighs. */
export const weightGrams = whole(0, 1_000_000);
/** How much room it takes. */
export const size = z.object({ lengthMm: length, widthMm: length, heightMm: length });
/** Why, for the trail. */
export const reason = optionalText(500);

const storedPrice = priceSchema.transform(({ price, compareAtPrice }) => ({
  currency: price.currencyCode as StoreCurrency, // the schema knows no others
  amountMinor: price.amountMinor,
  compareAtMinor: compareAtPrice?.amountMinor ?? null,
}));

const variantSchema = z
  .object({
    sku,
    selectedOptions: selectedOptions.nullish().transform((given) => given ?? []),
    prices: z
      .array(storedPrice)
      .min(1, 'Please give a price.')
      .refine(
        (prices) => areDifferent(prices.map(({ currency }) => currency)),
        refusal('INVALID_VALUE', 'Please give one price in each currency.'),
      ),
    stock,
    weightGrams: weightGrams.nullish().transform(zeroWithout),
    barcode,
    size: size.nullish(),
    unitMeasure: unitMeasureSchema.nullish(),
  })
  .transform(({ size, unitMeasure, ...variant }) => {
    return { ...variant, ...sizeColumns(size ?? null), ...(unitMeasure ?? noMeasure) };
  });

/** New variants of one product, one or more. */
export const variantsSchema = z
  .array(variantSchema)
  .min(1, 'Please give at least one variant.')
  .max(maxVariants, `Please give at most ${maxVariants} variants.`)
  .refine(
    (variants) => areDifferent(variants.map((variant) => variant.sku)),
    refusal('INVALID_VALUE', 'Please give each variant another SKU.'),
  );

/** A new variant that may be stored, once its options are found to be those of its product. */
export type CheckedVariant = z.output<typeof variantSchema>;

/** A size as it is stored. */
export function sizeColumns(size: SizeInput | null) {
  return {
    lengthMm: size?.lengthMm ?? null,
    widthMm: size?.widthMm ?? null,
    heightMm: size?.heightMm ?? null,
  };
}

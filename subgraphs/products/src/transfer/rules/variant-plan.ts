import { tidyCode } from '@cartwright/input';
import { readDecimal, toDecimal } from '@cartwright/money';
import type { ProductOption, SelectedOption } from '../../catalogue/door.ts';
import type { ExportedPrice } from './exported-product.ts';
import { Refusal } from './failure.ts';
import type { AmountRecord, OptionRecord, PriceRecord, VariantRecord } from './records.ts';

/** A variant that a product has. */
export interface PlannedVariant {
  readonly id: string;
  readonly sku: string;
  readonly selectedOptions: readonly SelectedOption[];
  readonly weightGrams: number;
  readonly barcode: string | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly prices: readonly ExportedPrice[];
}

/** Which variants of a file a product has, and which are new. */
export interface VariantPlan<Variant> {
  readonly known: readonly { readonly variant: Variant; readonly told: VariantRecord }[];
  readonly added: readonly VariantRecord[];
}

/** Finds the variants that a file tells of: by their stock-keeping units, else by their options. */
export function planVariants<Variant extends PlannedVariant>(
  variants: readonly Variant[],
  told: readonly VariantRecord[],
): VariantPlan<Variant> {
  const pairs = told.map((one) => ({ told: one, variant: findVariant(variants, one) }));
  const named = pairs.flatMap(({ variant }) => (variant === undefined ? [] : [variant.id]));
  if (new Set(named).size < named.length) throw new Refusal('A variant of the product is there twice.');
  return {
    known: pairs.flatMap(({ told: one, variant }) => (variant === undefined ? [] : [{ told: one, variant }])),
    added: pairs.flatMap(({ told: one, variant }) => (variant === undefined ? [one] : [])),
  };
}

function findVariant<Variant extends PlannedVariant>(
  variants: readonly Variant[],
  { sku, selectedOptions = [] }: VariantRecord,
): Variant | undefined {
  const bySku = sku === undefined ? undefined : variants.find((variant) => variant.sku === tidyCode(sku));
  return bySku ?? variants.find((variant) => isSameChoice(variant.selectedOptions, selectedOptions));
}

function isSameChoice(one: readonly SelectedOption[], other: readonly SelectedOption[]): boolean {
  const chosen = new Map(other.map(({ name, value }) => [name, value]));
  return one.length === other.length && one.every(({ name, value }) => chosen.get(name) === value);
}

/** What is different about a variant; undefined where nothing is. */
export function changeOf(variant: PlannedVariant, told: VariantRecord) {
  const { sku, selectedOptions, weightGrams, barcode, size } = told;
  const change = {
    ...(sku !== undefined && tidyCode(sku) !== variant.sku && { sku }),
    ...(selectedOptions !== undefined &&
      !isSameChoice(variant.selectedOptions, selectedOptions) && { selectedOptions }),
    ...(weightGrams !== undefined && weightGrams !== variant.weightGrams && { weightGrams }),
    ...(barcode !== undefined && barcode !== (variant.barcode ?? '') && { barcode }),
    ...(size !== undefined && !isSameSize(variant, size) && { size }),
  };
  return Object.keys(change).length === 0 ? undefined : { id: variant.id, ...change };
}

function isSameSize(
  { lengthMm, widthMm, heightMm }: PlannedVariant,
  size: NonNullable<VariantRecord['size']>,
): boolean {
  return lengthMm === size.lengthMm && widthMm === size.widthMm && heightMm === size.heightMm;
}

/** A price of a file with the former one that there is where it tells none; undefined where nothing is different. @throws Refusal while a sale runs */
export function priceChange({ price, compareAtPrice }: PriceRecord, before: readonly ExportedPrice[]) {
  const { currencyCode } = price;
  const known = before.find(({ currency }) => currency === currencyCode);
  const knownFormer = known?.compareAtMinor ?? null;
  const former = compareAtPrice === undefined ? knownFormer : minorOf(compareAtPrice);
  if (known !== undefined && minorOf(price) === known.amountMinor && former === knownFormer) return undefined;
  if (known?.isOnSale === true)
    throw new Refusal(`A sale in ${currencyCode} runs: its regular price can be changed when it is over.`);
  const kept = knownFormer === null ? null : { amount: toDecimal(knownFormer, currencyCode), currencyCode };
  return { price, compareAtPrice: compareAtPrice === undefined ? kept : compareAtPrice };
}

/** Null for no amount; undefined for what is none. */
function minorOf(amount: AmountRecord | null): number | null | undefined {
  return amount === null ? null : readDecimal(amount.amount, amount.currencyCode);
}

/** The options of a product with the values that a file tells more; undefined where it tells none. */
export function moreValues(options: readonly ProductOption[], told: readonly OptionRecord[]) {
  const names = new Set(told.map(({ name }) => name));
  if (names.size !== options.length || !options.every(({ name }) => names.has(name))) {
    const own = options.length === 0 ? 'none' : options.map(({ name }) => name).join(', ');
    throw new Refusal(`The options of the product are others: ${own}. Please change them first.`);
  }
  const after = options.map(({ name, values, swatches = [] }) => {
    const given = told.find((one) => one.name === name)?.values ?? [];
    const colors = new Map(
      [...swatches, ...given.filter(hasColor)].map(({ value, color }) => [value, color]),
    );
    const all = [...new Set([...values, ...given.map(({ value }) => value)])];
    return { name, values: all.map((value) => ({ value, color: colors.get(value) ?? null })) };
  });
  const before = options.map(({ name, values, swatches = [] }) => {
    const colors = new Map(swatches.map(({ value, color }) => [value, color]));
    return { name, values: values.map((value) => ({ value, color: colors.get(value) ?? null })) };
  });
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after;
}

function hasColor(
  one: OptionRecord['values'][number],
): one is { readonly value: string; readonly color: string } {
  return one.color != null;
}

/** New variants as staff would type them. */
export function newVariants(variants: readonly VariantRecord[]) {
  return variants.map(({ sku = '', prices = [], stock, ...variant }) => ({
    ...variant,
    sku,
    prices,
    stock: stock === undefined ? undefined : Math.max(0, stock),
  }));
}

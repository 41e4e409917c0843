import { invalidField, readInput, within, type InvalidField } from '@cartwright/input';
import { z } from 'zod';
import type { ProductOption, SelectedOption } from '../../catalogue/door.ts';
import {
  noMeasure,
  unitMeasureSchema,
  type MeasureColumns,
  type UnitMeasureInput,
} from '../../unit-prices/door.ts';
import { combinationOf, fitOptions, optionsFault, titleOf } from './fit-options.ts';
import { barcode, size, sizeColumns, sku, weightGrams, type SizeInput } from './variant-input.ts';

/** What of a variant staff change here. */
export interface ChangeableVariant extends MeasureColumns {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly selectedOptions: readonly SelectedOption[];
  readonly weightGrams: number;
  readonly barcode: string | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
}

/** What is to be different about a variant; what is left out or null stays. */
export interface VariantChangeInput {
  readonly id: string;
  readonly sku?: string | null | undefined;
  readonly selectedOptions?: readonly SelectedOption[] | null | undefined;
  readonly weightGrams?: number | null | undefined;
  readonly barcode?: string | null | undefined;
  readonly size?: SizeInput | null | undefined;
  /** A quantity of 0 takes the measure away. */
  readonly unitMeasure?: UnitMeasureInput | null | undefined;
}

/** Why a variant was not changed. */
export type VariantFault =
  | { readonly kind: 'variant-not-found'; readonly variantId: string }
  | { readonly kind: 'sku-taken'; readonly skus: readonly string[] }
  | { readonly kind: 'invalid-input'; readonly fields: readonly InvalidField[] };

/** What came of the change of one variant. */
export interface VariantChange<Variant> {
  /** As it was before, and as it is to be; null where it is not changed. */
  readonly before: Variant | null;
  readonly after: Variant | null;
  readonly faults: readonly VariantFault[];
}

const changeSchema = z.object({
  sku: sku.optional(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  weightGrams: weightGrams.optional(),
  barcode: barcode.optional(),
  size: size.optional(),
  unitMeasure: unitMeasureSchema.optional(),
});

/** What changes of variants are judged by. */
export interface Known<Variant> {
  readonly options: readonly ProductOption[];
  /** All of the product. */
  readonly variants: readonly Variant[];
  /** Those of the stock-keeping units that variants of other products have. */
  readonly takenSkus: ReadonlySet<string>;
}

/** Changes variants of one product one after the other: what one gives up is free for those behind it. Those that are fine are changed. */
export function changeVariants<Variant extends ChangeableVariant>(
  known: Known<Variant>,
  changes: readonly VariantChangeInput[],
): VariantChange<Variant>[] {
  const now = new Map(known.variants.map((variant) => [variant.id, variant]));
  return changes.map((change, index) => {
    const path = ['variants', String(index)];
    const isRepeated = changes.findIndex(({ id }) => id === change.id) < index;
    if (isRepeated) return refused(badField([...path, 'id'], 'Please name each variant once.'));
    const result = changeVariant({ ...known, variants: [...now.values()] }, change, path);
    if (result.after !== null) now.set(change.id, result.after);
    return result;
  });
}

function changeVariant<Variant extends ChangeableVariant>(
  { options, variants, takenSkus }: Known<Variant>,
  { id, ...input }: VariantChangeInput,
  path: readonly string[],
): VariantChange<Variant> {
  const before = variants.find((variant) => variant.id === id);
  if (before === undefined) return refused({ kind: 'variant-not-found', variantId: id });
  const isUnmeasured = input.unitMeasure?.quantity === 0;
  const read = readInput(changeSchema, given({ ...input, ...(isUnmeasured && { unitMeasure: null }) }));
  if (read.kind === 'invalid-input') return refused(invalid(...within(path, read.fields)));
  const after = { ...before, ...changed(options, before, read.value), ...(isUnmeasured && noMeasure) };
  const others = variants.filter((other) => other.id !== id);
  const isKnown = others.some((other) => combinationOf(other) === combinationOf(after));
  const { selectedOptions = before.selectedOptions } = read.value;
  const message = optionsFault(options, { selectedOptions }, isKnown);
  const isTaken = takenSkus.has(after.sku) || others.some((other) => other.sku === after.sku);
  const faults: VariantFault[] = [
    ...(message === undefined ? [] : [badField([...path, 'selectedOptions'], message)]),
    ...(isTaken ? [{ kind: 'sku-taken', skus: [after.sku] } as const] : []),
  ];
  return faults.length > 0 ? refused(...faults) : { before, after, faults };
}

function given(input: Omit<VariantChangeInput, 'id'>): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
}

function changed(
  options: readonly ProductOption[],
  before: ChangeableVariant,
  { size: measured, unitMeasure, selectedOptions, ...rest }: z.output<typeof changeSchema>,
) {
  const selected = fitOptions(options, selectedOptions ?? before.selectedOptions) ?? before.selectedOptions;
  const own = { selectedOptions: [...selected], title: titleOf(selected) };
  return { ...rest, ...own, ...unitMeasure, ...(measured !== undefined && sizeColumns(measured)) };
}

function refused(...faults: readonly VariantFault[]) {
  return { before: null, after: null, faults };
}

function badField(path: readonly string[], message: string): VariantFault {
  return invalid(invalidField(path, 'INVALID_VALUE', message));
}

function invalid(...fields: readonly InvalidField[]): VariantFault {
  return { kind: 'invalid-input', fields };
}

import { invalidField, type InvalidField } from '@cartwright/input';
import type { ProductOption, SelectedOption } from '../../catalogue/door.ts';

/** What a variant is by its options. */
export interface VariantByOptions {
  readonly selectedOptions: readonly SelectedOption[];
}

/** The options of a variant in the order of its product's; undefined where they are not one known value of each. */
export function fitOptions(
  options: readonly ProductOption[],
  selected: readonly SelectedOption[],
): SelectedOption[] | undefined {
  const chosen = new Map(selected.map(({ name, value }) => [name, value]));
  if (chosen.size !== selected.length || chosen.size !== options.length) return undefined;
  const fitting = options.flatMap(({ name, values }) => {
    const value = chosen.get(name);
    return value !== undefined && values.includes(value) ? [{ name, value }] : [];
  });
  return fitting.length === options.length ? fitting : undefined;
}

/** What tells variants with the same options apart from others: the values, in the order of the product's options. */
export function combinationOf({ selectedOptions }: VariantByOptions): string {
  return JSON.stringify(selectedOptions.map(({ value }) => value));
}

/** The title of a variant: `M / Blue`; empty for the only variant of a product without options. */
export function titleOf(selectedOptions: readonly SelectedOption[]): string {
  return selectedOptions.map(({ value }) => value).join(' / ');
}

/** Puts the options of new variants into order, or names those that do not fit or are there already. */
export function fitVariants<Variant extends VariantByOptions>(
  options: readonly ProductOption[],
  variants: readonly Variant[],
  others: readonly VariantByOptions[],
): { readonly fitting: readonly Variant[]; readonly faults: readonly InvalidField[] } {
  const known = new Set(others.map(combinationOf));
  const faults: InvalidField[] = [];
  const fitting = variants.map((variant, index) => {
    const selectedOptions = fitOptions(options, variant.selectedOptions) ?? [];
    const fitted = { ...variant, selectedOptions };
    const message = optionsFault(options, variant, known.has(combinationOf(fitted)));
    const path = ['variants', String(index), 'selectedOptions'];
    if (message !== undefined) faults.push(invalidField(path, 'INVALID_VALUE', message));
    known.add(combinationOf(fitted));
    return fitted;
  });
  return { fitting, faults };
}

/** What is wrong with the options of a variant, in a sentence; undefined where nothing is. */
export function optionsFault(
  options: readonly ProductOption[],
  { selectedOptions }: VariantByOptions,
  isKnown: boolean,
): string | undefined {
  if (fitOptions(options, selectedOptions) === undefined)
    return 'Please give one value of each option of the product, spelled as there.';
  return isKnown ? 'Please give other options: another variant of the product has these.' : undefined;
}

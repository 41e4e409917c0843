import { invalidField, invalidInput, type InvalidField, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { ProductOption, SelectedOption } from '../../catalogue/door.ts';
import { combinationOf, titleOf } from './fit-options.ts';
import { color, optionOf, optionsOf, optionText, valuesOf } from './options-input.ts';

/** A value as it is to be. */
export interface OptionValueChangeInput {
  readonly value: string;
  /** What it is called so far, if that is something else. */
  readonly renamedFrom?: string | null | undefined;
  readonly color?: string | null | undefined;
}

/** An option as it is to be. */
export interface OptionChangeInput {
  readonly name: string;
  /** What it is called so far, if that is something else. */
  readonly renamedFrom?: string | null | undefined;
  readonly values: readonly OptionValueChangeInput[];
  /** Of a new option: what the variants have that are there. */
  readonly valueOfExisting?: string | null | undefined;
}

const formerName = z
  .string()
  .nullish()
  .transform((given) => given ?? undefined);

const valueSchema = z.object({ value: optionText, renamedFrom: formerName, color });
const optionSchema = z.object({
  name: optionText,
  renamedFrom: formerName,
  valueOfExisting: formerName,
  values: valuesOf(valueSchema),
});

/** All options of a product as they are to be, in order. */
export const optionChangesSchema = optionsOf(optionSchema);

type OptionChange = z.output<typeof optionSchema>;

interface VariantWithOptions {
  readonly selectedOptions: readonly SelectedOption[];
}

/** The options as they are from now on, and the variants that follow them, aligned with those that were given. */
export interface ChangedOptions<Variant> {
  readonly kind: 'changed';
  readonly options: readonly ProductOption[];
  readonly variants: readonly (Variant & {
    readonly title: string;
    readonly selectedOptions: SelectedOption[];
  })[];
}

/** Gives a product other options, which its variants follow: an option or a value that is named as before, or renamed, stays theirs. */
export function changeOptions<Variant extends VariantWithOptions>(
  before: readonly ProductOption[],
  changes: readonly OptionChange[],
  variants: readonly Variant[],
): ChangedOptions<Variant> | InvalidInput {
  const faults = [...namingFaults(before, changes), ...valueFaults(before, changes, variants)];
  if (faults.length > 0) return invalidInput(...faults);
  const followed = variants.map((variant) => {
    const selectedOptions = changes.map((change) => follow(before, change, variant) as SelectedOption);
    return { ...variant, selectedOptions, title: titleOf(selectedOptions) };
  });
  if (new Set(followed.map(combinationOf)).size < variants.length) return ambiguous;
  return { kind: 'changed', options: changes.map(optionOf), variants: followed };
}

const ambiguous = invalidInput(
  invalidField(
    ['options'],
    'INVALID_VALUE',
    'Please keep what tells variants apart: some would be the same.',
  ),
);

/** The option that a change is about, as it is so far; undefined where it is a new one. */
function formerOption(before: readonly ProductOption[], { name, renamedFrom }: OptionChange) {
  return before.find((option) => option.name === (renamedFrom ?? name));
}

/** What a variant has of an option from now on; undefined where its value is not among the new ones. */
function follow(
  before: readonly ProductOption[],
  change: OptionChange,
  { selectedOptions }: VariantWithOptions,
): SelectedOption | undefined {
  const former = formerOption(before, change);
  const own = selectedOptions.find(({ name }) => name === former?.name)?.value;
  const next =
    former === undefined
      ? change.values.find(({ value }) => value === change.valueOfExisting)
      : change.values.find(({ value, renamedFrom }) => (renamedFrom ?? value) === own);
  return next === undefined ? undefined : { name: change.name, value: next.value };
}

/** Former names must be those of something, and of one thing each. */
function namingFaults(before: readonly ProductOption[], changes: readonly OptionChange[]): InvalidField[] {
  const formerNames = changes.map(({ name, renamedFrom }) => renamedFrom ?? name);
  return changes.flatMap((change, index) => {
    const path = ['options', String(index)];
    const former = formerOption(before, change);
    const isUnknown = change.renamedFrom !== undefined && former === undefined;
    const isShared = former !== undefined && formerNames.filter((name) => name === former.name).length > 1;
    const own = isUnknown || isShared ? [fault([...path, 'renamedFrom'], 'an option of the product')] : [];
    return [...own, ...valueNamingFaults(former, change, path)];
  });
}

function valueNamingFaults(
  former: ProductOption | undefined,
  { values }: OptionChange,
  path: readonly string[],
): InvalidField[] {
  const formerValues = values.map(({ value, renamedFrom }) => renamedFrom ?? value);
  return values.flatMap(({ renamedFrom }, index) => {
    if (renamedFrom === undefined) return [];
    const isOne = formerValues.filter((one) => one === renamedFrom).length === 1;
    const place = [...path, 'values', String(index), 'renamedFrom'];
    return isOne && former?.values.includes(renamedFrom) === true
      ? []
      : [fault(place, 'a value of the option')];
  });
}

function fault(path: readonly string[], what: string): InvalidField {
  return invalidField(path, 'INVALID_VALUE', `Please give ${what} as it is called now, and each once.`);
}

/** Each variant has a value of each option: of a new one the one that is given for all, of another its own, which must stay. */
function valueFaults(
  before: readonly ProductOption[],
  changes: readonly OptionChange[],
  variants: readonly VariantWithOptions[],
): InvalidField[] {
  return changes.flatMap((change, index) => {
    if (variants.every((variant) => follow(before, change, variant) !== undefined)) return [];
    const path = ['options', String(index)];
    return formerOption(before, change) === undefined
      ? [
          invalidField(
            [...path, 'valueOfExisting'],
            'REQUIRED',
            'Please give one of the values, for the variants that are there.',
          ),
        ]
      : [invalidField([...path, 'values'], 'INVALID_VALUE', 'Please keep the values that variants have.')];
  });
}

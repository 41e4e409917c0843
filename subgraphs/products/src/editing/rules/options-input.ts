import { Fault, field, refusal, text } from '@cartwright/input';
import { z } from 'zod';
import type { ProductOption } from '../../catalogue/door.ts';

/** A value of an option as staff type it, and what it looks like. */
export interface OptionValueInput {
  readonly value: string;
  readonly color?: string | null | undefined;
}

/** An option as staff type it. */
export interface OptionInput {
  readonly name: string;
  readonly values: readonly OptionValueInput[];
}

/** How many options a product may have. */
export const maxOptions = 3;

const colorForm = /^#[\da-f]{6}$/;

/** The name of an option, or of a value of it. */
export const optionText = text(50);

/** The colour of a swatch; null for none. */
export const color = field((given) => {
  const typed = given?.trim().toLowerCase() ?? '';
  if (typed === '') return null;
  return colorForm.test(typed)
    ? typed
    : new Fault('INVALID_FORMAT', 'Please give a colour as # and six hexadecimal digits.');
});

const valueSchema = z.object({ value: optionText, color });
const optionSchema = z.object({ name: optionText, values: valuesOf(valueSchema) });

/** The options of a product, in order. */
export const optionsSchema = optionsOf(optionSchema).transform((options): ProductOption[] =>
  options.map(optionOf),
);

/** The values of an option: at least one, and each once. */
export function valuesOf<Schema extends z.ZodType<{ readonly value: string }>>(value: Schema) {
  return z
    .array(value)
    .min(1, 'Please give at least one value.')
    .max(50, 'Please give at most 50 values.')
    .refine(
      (values) => areDifferent(values.map((one) => one.value)),
      refusal('INVALID_VALUE', 'Please give each value once.'),
    );
}

/** The options of a product, no two of one name. */
export function optionsOf<Schema extends z.ZodType<{ readonly name: string }>>(option: Schema) {
  return z
    .array(option)
    .max(maxOptions, `Please give at most ${maxOptions} options.`)
    .refine(
      (options) => areDifferent(options.map(({ name }) => name)),
      refusal('INVALID_VALUE', 'Please give each option another name.'),
    );
}

/** An option as it is stored. */
export function optionOf({ name, values }: z.output<typeof optionSchema>): ProductOption {
  const swatches = values.flatMap(({ value, color }) => (color === null ? [] : [{ value, color }]));
  const option = { name, values: values.map(({ value }) => value) };
  return swatches.length === 0 ? option : { ...option, swatches };
}

/** Whether no two of some texts are the same, in whatever case. */
export function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts.map((one) => one.toLowerCase())).size === texts.length;
}

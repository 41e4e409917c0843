import { metafieldTypes } from '@cartwright/events';
import {
  Fault,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  text,
  type InvalidField,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { compareDecimals } from './compare-decimals.ts';
import type { MetafieldRule } from './definition.ts';
import type { MetafieldType } from './metafield.ts';
import { nameSchema } from './read-changes.ts';
import { itemTypeOf, readValue } from './read-value.ts';

/** What staff lay down of the metafields with a name, and why. */
export interface ReadDefinition extends MetafieldRule {
  /** For people. */
  readonly name: string;
  readonly description: string | null;
  readonly reason: string | null;
}

const maxCharacters = 5_000;

const orNull = <Value>(given: Value | null | undefined) => given ?? null;
const length = z.int().min(0).max(maxCharacters).nullish().transform(orNull);
const schema = z.object({
  ...nameSchema.shape,
  type: z.enum(metafieldTypes),
  name: text(100),
  description: optionalText(500),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  minimum: z.string().nullish().transform(orNull),
  maximum: z.string().nullish().transform(orNull),
  minLength: length,
  maxLength: length,
  choices: z
    .array(z.string())
    .nullish()
    .transform((given) => given ?? []),
  reason: optionalText(500),
});

type Given = z.infer<typeof schema>;
type Validation = 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'choices';

const numbers: readonly Validation[] = ['minimum', 'maximum', 'choices'];
const allowed: Partial<Record<MetafieldType, readonly Validation[]>> = {
  SINGLE_LINE_TEXT: ['minLength', 'maxLength', 'choices'],
  MULTI_LINE_TEXT: ['minLength', 'maxLength'],
  URL: ['maxLength'],
  INTEGER: numbers,
  DECIMAL: numbers,
};

/** Checks what is laid down: each validation fits the type, and all of them can be kept. */
export function readDefinition(input: object): ReadInput<ReadDefinition> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const given = read.value;
  const misfits = misfitsOf(given);
  if (misfits.length > 0) return invalidInput(...misfits);
  const [minimum, maximum] = [readEnd(given, 'minimum'), readEnd(given, 'maximum')];
  const choices = readChoices(given);
  const faults = [minimum, maximum, choices].flatMap((one) => (isFault(one) ? [one] : []));
  if (isFault(minimum) || isFault(maximum) || isFault(choices)) return invalidInput(...faults);
  const definition = { ...given, minimum, maximum, choices };
  const crossed = crossedEnds(definition);
  return crossed === undefined ? { kind: 'valid', value: definition } : invalidInput(crossed);
}

function isFault(one: unknown): one is InvalidField {
  return typeof one === 'object' && one !== null && 'code' in one;
}

function misfitsOf(given: Given): InvalidField[] {
  const fits = allowed[itemTypeOf(given.type)] ?? [];
  const validations: Validation[] = ['minimum', 'maximum', 'minLength', 'maxLength', 'choices'];
  return validations
    .filter((one) => isGiven(given[one]) && !fits.includes(one))
    .map((one) =>
      invalidField([one], 'INVALID_VALUE', `Metafields of the type ${given.type} take no ${one}.`),
    );
}

function isGiven(validation: Given[Validation]): boolean {
  return Array.isArray(validation) ? validation.length > 0 : validation !== null;
}

function readEnd(given: Given, end: 'minimum' | 'maximum'): string | null | InvalidField {
  const value = given[end];
  if (value === null) return null;
  const read = readValue(itemTypeOf(given.type), value);
  return read instanceof Fault ? invalidField([end], read.code, read.message) : read;
}

const maxChoices = 100;

function readChoices({ type, choices }: Given): readonly string[] | InvalidField {
  const fault = (code: InvalidField['code'], message: string) => invalidField(['choices'], code, message);
  if (choices.length > maxChoices) return fault('TOO_LONG', `Please name at most ${maxChoices} choices.`);
  const read = choices.map((choice) => readValue(itemTypeOf(type), choice));
  const wrong = read.find((one) => one instanceof Fault);
  if (wrong !== undefined) return fault(wrong.code, wrong.message);
  const tidied = read.filter((one) => typeof one === 'string');
  return new Set(tidied).size < tidied.length
    ? fault('INVALID_VALUE', 'Please name each choice once.')
    : tidied;
}

function crossedEnds(definition: Omit<ReadDefinition, 'reason'>): InvalidField | undefined {
  const { minimum, maximum, minLength, maxLength } = definition;
  if (minimum !== null && maximum !== null && compareDecimals(minimum, maximum) > 0)
    return invalidField(['maximum'], 'OUT_OF_RANGE', `Please use ${minimum} or more.`);
  if (minLength !== null && maxLength !== null && minLength > maxLength)
    return invalidField(['maxLength'], 'OUT_OF_RANGE', `Please use ${minLength} or more.`);
  return undefined;
}

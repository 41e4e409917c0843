import { Fault, invalidField, multilineText, readInput, text, type InvalidField } from '@cartwright/input';
import { z } from 'zod';
import type { AttributeDefinition, AttributeKind } from '../../product-types/door.ts';
import { plainTextOf, sanitised } from '../../rich-text/door.ts';
import type { AttributeContent } from './attribute-content.ts';

/** What staff type of an attribute: the field of its type, or none where nothing is to be said. */
export interface AttributeValueInput {
  readonly key: string;
  readonly text?: string | null | undefined;
  readonly richText?: string | null | undefined;
  readonly number?: number | null | undefined;
  readonly isTrue?: boolean | null | undefined;
  readonly choices?: readonly string[] | null | undefined;
  readonly date?: string | null | undefined;
  readonly referenceId?: string | null | undefined;
  readonly mediaId?: string | null | undefined;
}

/** What an attribute is to say; null for nothing any more. */
export interface WantedValue {
  readonly definition: AttributeDefinition;
  readonly content: AttributeContent | null;
  /** Where it stands in what was typed. */
  readonly path: readonly string[];
}

type ValueField = Exclude<keyof AttributeValueInput, 'key'>;

const fieldOf: Readonly<Record<AttributeKind, ValueField>> = {
  TEXT: 'text',
  RICH_TEXT: 'richText',
  NUMBER: 'number',
  BOOLEAN: 'isTrue',
  CHOICE: 'choices',
  DATE: 'date',
  REFERENCE: 'referenceId',
  FILE: 'mediaId',
};

/** Reads what is to be said, by what attributes there are; each fault has the path of what was typed, `at` being that of the list. */
export function readValues(
  definitions: readonly AttributeDefinition[],
  inputs: readonly AttributeValueInput[],
  at: readonly string[],
): { readonly values: readonly WantedValue[]; readonly faults: readonly InvalidField[] } {
  const values: WantedValue[] = [];
  const faults: InvalidField[] = [];
  for (const [place, input] of inputs.entries()) {
    const path = [...at, String(place)];
    const definition = definitions.find(({ key }) => key === input.key);
    if (definition === undefined)
      faults.push(invalidField([...path, 'key'], 'INVALID_VALUE', 'There is no such attribute here.'));
    else if (values.some((other) => other.definition === definition))
      faults.push(invalidField([...path, 'key'], 'INVALID_VALUE', 'This attribute is given twice.'));
    else {
      const { content, wrong } = readValue(definition, input);
      faults.push(...wrong.map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
      values.push({ definition, content, path });
    }
  }
  return { values, faults };
}

/** What one is to say, or what is wrong with it. */
function readValue(
  definition: AttributeDefinition,
  input: AttributeValueInput,
): { readonly content: AttributeContent | null; readonly wrong: readonly InvalidField[] } {
  const own = fieldOf[definition.kind];
  const given = (Object.keys(input) as (keyof AttributeValueInput)[]).filter(
    (field): field is ValueField => field !== 'key' && input[field] != null,
  );
  const foreign = given.filter((field) => field !== own);
  const takes = `A ${definition.kind} takes \`${own}\`.`;
  if (foreign.length > 0)
    return { content: null, wrong: foreign.map((field) => invalidField([field], 'INVALID_VALUE', takes)) };
  if (given.length === 0) return { content: null, wrong: [] };
  const read = readers[definition.kind](definition, input);
  if (!(read instanceof Fault)) return { content: read, wrong: [] };
  return { content: null, wrong: [invalidField([own], read.code, read.message)] };
}

type Reader = (definition: AttributeDefinition, input: AttributeValueInput) => AttributeContent | Fault;

const maxNumber = 1_000_000_000_000;
const dateForm = /^\d{4}-\d{2}-\d{2}$/u;

const readers: Readonly<Record<AttributeKind, Reader>> = {
  TEXT: (_definition, input) => {
    const read = readText(text(500), input.text);
    return read instanceof Fault ? read : { kind: 'TEXT', text: read };
  },
  RICH_TEXT: (_definition, input) => {
    const read = readText(multilineText(10_000), input.richText);
    if (read instanceof Fault) return read;
    const html = sanitised(read);
    const plain = plainTextOf(html);
    return plain === ''
      ? new Fault('REQUIRED', 'Nothing would be left of this to show.')
      : { kind: 'RICH_TEXT', html, plain };
  },
  NUMBER: (_definition, { number }) =>
    number == null || !Number.isFinite(number) || Math.abs(number) > maxNumber
      ? new Fault('OUT_OF_RANGE', 'Please give a number of at most a million millions.')
      : { kind: 'NUMBER', number: number + 0 },
  BOOLEAN: (_definition, { isTrue }) => ({ kind: 'BOOLEAN', isTrue: isTrue === true }),
  CHOICE: ({ choices, several }, { choices: given }) => {
    const chosen = choices.filter(({ value }) => given?.includes(value)).map(({ value }) => value);
    if (given?.some((value) => !chosen.includes(value)))
      return new Fault('INVALID_VALUE', 'Please choose of what there is to choose.');
    if (chosen.length === 0) return new Fault('REQUIRED', 'Please choose something.');
    if (chosen.length > 1 && !several) return new Fault('INVALID_VALUE', 'Please choose one only.');
    return { kind: 'CHOICE', choices: chosen };
  },
  DATE: (_definition, { date }) =>
    date != null && isDate(date)
      ? { kind: 'DATE', date }
      : new Fault('INVALID_FORMAT', 'Please give year, month and day, such as 2026-12-31.'),
  REFERENCE: ({ referenceTo }, { referenceId }) =>
    referenceTo !== null && referenceId != null
      ? { kind: 'REFERENCE', to: referenceTo, id: referenceId.toLowerCase() }
      : new Fault('INVALID_VALUE', 'There is no such thing.'),
  FILE: (_definition, { mediaId }) =>
    mediaId != null
      ? { kind: 'FILE', mediaId: mediaId.toLowerCase() }
      : new Fault('INVALID_VALUE', 'There is no such file.'),
};

function isDate(given: string): boolean {
  const at = Date.parse(`${given}T00:00:00Z`);
  return dateForm.test(given) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(given);
}

function readText(schema: z.ZodType<string>, given: unknown): string | Fault {
  const read = readInput(z.object({ given: schema }), { given });
  if (read.kind === 'valid') return read.value.given;
  const [fault] = read.fields;
  return new Fault(fault?.code ?? 'INVALID_VALUE', fault?.message ?? 'Please write something else.');
}

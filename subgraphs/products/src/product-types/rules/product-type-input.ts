import {
  code,
  field,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  text,
  type InvalidField,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { readSlug, slugOf } from '../../catalogue/door.ts';
import type { AttributeKind, AttributeOwner, AttributeSpec, ReferenceTarget } from './definition.ts';

/** What staff type of an attribute. */
export interface DefinitionInput {
  readonly key: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly type: AttributeKind;
  readonly owner?: AttributeOwner;
  readonly required?: boolean;
  readonly filterable?: boolean;
  readonly searchable?: boolean;
  readonly inFacets?: boolean;
  readonly unit?: string | null | undefined;
  readonly several?: boolean;
  readonly choices?: readonly { readonly value: string; readonly name: string }[] | null | undefined;
  readonly referenceTo?: ReferenceTarget | null | undefined;
}

/** What staff type of a product type; when it is changed, what is left out or null stays. */
export interface ProductTypeInput {
  readonly name?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly attributes?: readonly DefinitionInput[] | null | undefined;
  readonly reason?: string | null | undefined;
}

const maxDefinitions = 50;
const maxChoices = 200;
/** Of all attributes together: whoever reads product types reads all that they have. */
const maxChoicesOfType = 500;
const keyForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

const name = text(100);
const key = code(50).refine((given) => keyForm.test(given), {
  error: 'Please use words of a to z and digits with hyphens between them.',
  params: { code: 'INVALID_FORMAT' },
});
const definition = z.object({
  key,
  name,
  description: optionalText(500).transform((given) => given ?? ''),
  type: z.custom<AttributeKind>(),
  owner: z.custom<AttributeOwner>().default('PRODUCT'),
  required: z.boolean().default(false),
  filterable: z.boolean().default(false),
  searchable: z.boolean().default(false),
  inFacets: z.boolean().default(false),
  unit: optionalText(20),
  several: z.boolean().default(false),
  choices: z
    .array(z.object({ value: key, name }))
    .max(maxChoices, `Please give at most ${maxChoices} choices.`)
    .nullish()
    .transform((given) => given ?? []),
  referenceTo: z
    .enum(['PRODUCT', 'CATEGORY', 'COLLECTION'] satisfies ReferenceTarget[])
    .nullish()
    .transform((given) => given ?? null),
});
const attributes = z
  .array(definition)
  .max(maxDefinitions, `Please give at most ${maxDefinitions} attributes.`)
  .refine((given) => given.flatMap(({ choices }) => choices).length <= maxChoicesOfType, {
    error: `Please give at most ${maxChoicesOfType} choices in all attributes together.`,
    params: { code: 'TOO_LONG' },
  })
  .transform((given): AttributeSpec[] => given.map(({ type: kind, ...spec }) => ({ ...spec, kind })));
const slug = field(readSlug);
const reason = optionalText(500);

const newSchema = z.object({ name, slug, attributes, reason });
const changeSchema = z.object({ name: name.optional(), slug, attributes: attributes.optional(), reason });

/** A new product type that may be stored. */
export interface CheckedProductType {
  readonly name: string;
  readonly slug: string;
  readonly attributes: readonly AttributeSpec[];
  readonly reason: string | null;
}

/** Checks what staff type of a new product type. */
export function readNewProductType(input: ProductTypeInput): ReadInput<CheckedProductType> {
  const read = readInput(newSchema, input);
  if (read.kind === 'invalid-input') return read;
  const made = read.value.slug ?? slugOf(read.value.name);
  const none = 'Please give a slug: none can be made from this name.';
  const faults = [
    ...(made === '' ? [invalidField(['slug'], 'REQUIRED', none)] : []),
    ...faultsOf(read.value.attributes),
  ];
  return faults.length > 0
    ? invalidInput(...faults)
    : { kind: 'valid', value: { ...read.value, slug: made } };
}

/** Checks what is to be different about a product type; undefined or null where nothing is. */
export function readProductTypeChange(input: ProductTypeInput) {
  const given = Object.entries(input).filter(([, value]) => value != null);
  const read = readInput(changeSchema, {
    slug: input.slug,
    reason: input.reason,
    ...Object.fromEntries(given),
  });
  if (read.kind === 'invalid-input') return read;
  const faults = faultsOf(read.value.attributes ?? []);
  return faults.length > 0 ? invalidInput(...faults) : read;
}

function faultsOf(specs: readonly AttributeSpec[]): InvalidField[] {
  return specs.flatMap((spec, place) =>
    [...faultsOfKind(spec), ...repetitions(spec, specs.slice(0, place))].map(({ path, ...fault }) => ({
      ...fault,
      path: ['attributes', String(place), ...path],
    })),
  );
}

function repetitions({ key: own, choices }: AttributeSpec, before: readonly AttributeSpec[]): InvalidField[] {
  const twice = 'Another one has this already.';
  return [
    ...(before.some((other) => other.key === own) ? [invalidField(['key'], 'INVALID_VALUE', twice)] : []),
    ...choices.flatMap(({ value }, place) =>
      choices.findIndex((other) => other.value === value) < place
        ? [invalidField(['choices', String(place), 'value'], 'INVALID_VALUE', twice)]
        : [],
    ),
  ];
}

const filterableKinds: readonly AttributeKind[] = [
  'TEXT',
  'NUMBER',
  'BOOLEAN',
  'CHOICE',
  'DATE',
  'REFERENCE',
];
const searchableKinds: readonly AttributeKind[] = ['TEXT', 'RICH_TEXT', 'NUMBER', 'CHOICE'];
const facetKinds: readonly AttributeKind[] = ['TEXT', 'NUMBER', 'BOOLEAN', 'CHOICE'];

function faultsOfKind(spec: AttributeSpec): InvalidField[] {
  const { kind, choices, referenceTo, unit } = spec;
  const wrong = (at: keyof AttributeSpec, message: string) => invalidField([at], 'INVALID_VALUE', message);
  const missing = (at: keyof AttributeSpec, message: string) => invalidField([at], 'REQUIRED', message);
  const isChoice = kind === 'CHOICE';
  return [
    ...(isChoice && choices.length === 0 ? [missing('choices', 'Please say what can be chosen.')] : []),
    ...(!isChoice && choices.length > 0 ? [wrong('choices', 'Only a CHOICE has choices.')] : []),
    ...(!isChoice && spec.several ? [wrong('several', 'Only a CHOICE takes several.')] : []),
    ...(kind !== 'NUMBER' && unit !== null ? [wrong('unit', 'Only a NUMBER has a unit.')] : []),
    ...(kind === 'REFERENCE' && referenceTo === null
      ? [missing('referenceTo', 'Please say what it refers to.')]
      : []),
    ...(kind !== 'REFERENCE' && referenceTo !== null
      ? [wrong('referenceTo', 'Only a REFERENCE refers to something.')]
      : []),
    ...(spec.filterable && !filterableKinds.includes(kind)
      ? [wrong('filterable', `Lists cannot be narrowed by a ${kind}.`)]
      : []),
    ...(spec.searchable && !searchableKinds.includes(kind)
      ? [wrong('searchable', `Searches cannot find a ${kind}.`)]
      : []),
    ...(spec.inFacets && !facetKinds.includes(kind)
      ? [wrong('inFacets', `Facets cannot count a ${kind}.`)]
      : []),
    ...(spec.inFacets && !spec.filterable
      ? [wrong('inFacets', 'What is counted in facets has to be filterable.')]
      : []),
  ];
}

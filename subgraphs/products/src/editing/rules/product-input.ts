import {
  field,
  invalidField,
  invalidInput,
  optionalCode,
  optionalMultilineText,
  readInput,
  text,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { readSlug, slugOf } from '../../catalogue/door.ts';
import { describe, descriptionFault, descriptionLimits } from '../../rich-text/door.ts';
import { fitVariants } from './fit-options.ts';
import { optionsSchema, type OptionInput } from './options-input.ts';
import { reason, variantsSchema, type VariantInput } from './variant-input.ts';

/** What staff type of a product to have it changed; what is left out or null stays. */
export interface ProductChangeInput {
  readonly name?: string | null | undefined;
  readonly slug?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** In the place of the description, which follows from it. */
  readonly descriptionHtml?: string | null | undefined;
  readonly brand?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  /** Empty for the standard class. */
  readonly taxClass?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What staff type of a new product. */
export interface ProductInput extends ProductChangeInput {
  readonly name: string;
  readonly options?: readonly OptionInput[] | null | undefined;
  readonly variants: readonly VariantInput[];
}

const maxTags = 50;

const name = text(200);
const brand = text(100);
const slug = field(readSlug);
const mostOfDescription = descriptionLimits.PRODUCT;
const description = optionalMultilineText(mostOfDescription.text).transform((given) => given ?? '');
const descriptionHtml = field(describe(mostOfDescription.text, mostOfDescription.html));
const tags = z
  .array(text(50))
  .max(maxTags, `Please give at most ${maxTags} tags.`)
  .transform((given) => [...new Set(given)]);
const taxClass = optionalCode(40).refine((given) => given === null || /^[A-Z0-9_]+$/u.test(given), {
  error: 'Please use capital letters from A to Z, digits and underscores.',
  params: { code: 'INVALID_FORMAT' },
});

const newSchema = z.object({
  name,
  slug,
  description,
  descriptionHtml: descriptionHtml.optional(),
  brand: brand.optional(),
  tags: tags.nullish().transform((given) => given ?? []),
  taxClass,
  options: optionsSchema.nullish().transform((given) => given ?? []),
  variants: variantsSchema,
  reason,
});
const changeSchema = z.object({
  name: name.optional(),
  slug,
  description: description.optional(),
  descriptionHtml: descriptionHtml.optional(),
  brand: brand.optional(),
  tags: tags.optional(),
  taxClass: taxClass.optional(),
  reason,
});

/** A new product that may be stored; its slug as it was given, or as the name makes it. */
export interface CheckedProduct extends Omit<
  z.output<typeof newSchema>,
  'brand' | 'slug' | 'descriptionHtml'
> {
  /** Null where the description has no marks. */
  readonly descriptionHtml: string | null;
  /** Undefined where the brand was given by its id. */
  readonly brand: string | undefined;
  readonly slug: string;
  /** Whether it was given, and is taken as it is or not at all. */
  readonly isOwnSlug: boolean;
}

/** Checks what staff type of a new product. */
export function readNewProduct({
  brand,
  descriptionHtml: html,
  ...input
}: ProductInput): ReadInput<CheckedProduct> {
  const fault = descriptionFault({ description: input.description, descriptionHtml: html });
  if (fault !== undefined) return fault;
  const given = { ...(brand != null && { brand }), ...(html != null && { descriptionHtml: html }) };
  const read = readInput(newSchema, { ...input, ...given });
  if (read.kind === 'invalid-input') return read;
  const { fitting, faults } = fitVariants(read.value.options, read.value.variants, []);
  const made = read.value.slug ?? slugOf(read.value.name);
  const none = 'Please give a slug: none can be made from this name.';
  const slugFaults = made === '' ? [invalidField(['slug'], 'REQUIRED', none)] : [];
  if (faults.length + slugFaults.length > 0) return invalidInput(...slugFaults, ...faults);
  const isOwnSlug = read.value.slug !== null;
  const { brand: named, description, descriptionHtml, ...value } = read.value;
  const said = descriptionHtml ?? { description, descriptionHtml: null };
  return {
    kind: 'valid',
    value: { ...value, ...said, brand: named, variants: [...fitting], slug: made, isOwnSlug },
  };
}

/** What is to be different about a product, and may be stored. */
export interface CheckedProductChange extends Omit<z.output<typeof changeSchema>, 'descriptionHtml'> {
  /** Undefined where the description is given without saying anything of its marks; null where it is to have none. */
  readonly descriptionHtml?: string | null | undefined;
}

/** Checks what is to be different about a product; undefined or null where nothing is. */
export function readProductChange({
  slug,
  reason,
  ...texts
}: ProductChangeInput): ReadInput<CheckedProductChange> {
  const fault = descriptionFault(texts);
  if (fault !== undefined) return fault;
  const given = Object.entries(texts).filter(([, value]) => value != null);
  const read = readInput(changeSchema, { slug, reason, ...Object.fromEntries(given) });
  if (read.kind === 'invalid-input') return read;
  const { descriptionHtml, ...value } = read.value;
  return { kind: 'valid', value: { ...value, ...descriptionHtml } };
}

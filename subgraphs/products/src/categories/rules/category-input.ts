import {
  field,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  refusal,
  text,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { readSlug, slugOf } from '../../catalogue/door.ts';
import { seoSchema, type SeoInput } from '../../seo/door.ts';

/** What staff type of a new category. */
export interface CategoryInput {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly seo?: SeoInput | null | undefined;
  readonly position?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What staff type to have a category changed; what is left out or null stays. */
export interface CategoryChangeInput extends Omit<CategoryInput, 'name' | 'position'> {
  readonly name?: string | null | undefined;
}

/** A new category, its slug as it was given or as the name makes it. */
export interface CheckedCategory {
  readonly name: string;
  readonly slug: string;
  /** Whether it was given, and is taken as it is or not at all. */
  readonly isOwnSlug: boolean;
  readonly description: string;
  /** Undefined for what follows name and description. */
  readonly seo: { readonly seoTitle: string | null; readonly seoDescription: string | null } | undefined;
  /** Undefined for the place behind all others. */
  readonly position: number | undefined;
  readonly reason: string | null;
}

const name = text(100);
const slug = field(readSlug);
const description = optionalText(500).transform((given) => given ?? '');
const position = z
  .int()
  .refine((given) => given >= 0, refusal('OUT_OF_RANGE', 'Please count places from 0.'))
  .nullish()
  .transform((given) => given ?? undefined);
const reason = optionalText(500);

const seo = seoSchema.nullish().transform((given) => given ?? undefined);

const newSchema = z.object({ name, slug, description, seo, position, reason });
const placeSchema = z.object({ position, reason });
const changeSchema = z.object({
  name: name.optional(),
  slug,
  description: description.optional(),
  seo,
  reason,
});

/** Checks what staff type of a new category. */
export function readNewCategory(input: CategoryInput): ReadInput<CheckedCategory> {
  const read = readInput(newSchema, input);
  if (read.kind === 'invalid-input') return read;
  const made = read.value.slug ?? slugOf(read.value.name);
  if (made !== '')
    return { kind: 'valid', value: { ...read.value, slug: made, isOwnSlug: read.value.slug !== null } };
  return invalidInput(
    invalidField(['slug'], 'REQUIRED', 'Please give a slug: none can be made from this name.'),
  );
}

/** Checks a place among siblings; undefined is behind all of them. */
export function readPlace(input: Pick<CategoryInput, 'position' | 'reason'>) {
  return readInput(placeSchema, input);
}

/** Checks what is to be different about a category; undefined or null where nothing is. */
export function readCategoryChange({ name, slug, description, seo, reason }: CategoryChangeInput) {
  return readInput(changeSchema, {
    slug,
    seo,
    reason,
    ...(name != null && { name }),
    ...(description != null && { description }),
  });
}

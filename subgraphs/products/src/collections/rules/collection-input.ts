import {
  field,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  text,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { readSlug, slugOf } from '../../catalogue/door.ts';
import { seoSchema, type SeoInput } from '../../seo/door.ts';
import { ruleSchema } from './rule-input.ts';
import type { CollectionRule } from './collection-rule.ts';

/** What staff type of a new collection; the rule is checked here, whatever it holds. */
export interface CollectionInput {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly seo?: SeoInput | null | undefined;
  readonly isShown?: boolean | null | undefined;
  readonly rule?: unknown;
  readonly reason?: string | null | undefined;
}

/** What staff type to have a collection changed; what is left out or null stays. */
export interface CollectionChangeInput extends Omit<CollectionInput, 'name'> {
  readonly name?: string | null | undefined;
}

/** A new collection, its slug as it was given or as the name makes it. */
export interface CheckedCollection {
  readonly name: string;
  readonly slug: string;
  /** Whether it was given, and is taken as it is or not at all. */
  readonly isOwnSlug: boolean;
  readonly description: string;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly isShown: boolean;
  readonly rule: CollectionRule | null;
  readonly reason: string | null;
}

const name = text(100);
const slug = field(readSlug);
const description = optionalText(2_000).transform((given) => given ?? '');
const seo = seoSchema;
const rule = ruleSchema.nullish().transform((given) => given ?? null);
const reason = optionalText(500);

const newSchema = z.object({
  name,
  slug,
  description,
  seo: seo.optional(),
  isShown: z.boolean(),
  rule,
  reason,
});
const changeSchema = z.object({
  name: name.optional(),
  slug,
  description: description.optional(),
  seo: seo.optional(),
  isShown: z.boolean().optional(),
  rule,
  reason,
});

/** Checks what staff type of a new collection. */
export function readNewCollection({
  seo: given,
  isShown,
  ...input
}: CollectionInput): ReadInput<CheckedCollection> {
  const read = readInput(newSchema, {
    ...input,
    isShown: isShown ?? true,
    ...(given != null && { seo: given }),
  });
  if (read.kind === 'invalid-input') return read;
  const { seo: checked, ...value } = read.value;
  const made = value.slug ?? slugOf(value.name);
  if (made === '')
    return invalidInput(
      invalidField(['slug'], 'REQUIRED', 'Please give a slug: none can be made from this name.'),
    );
  const { seoTitle, seoDescription } = checked ?? { seoTitle: null, seoDescription: null };
  return {
    kind: 'valid',
    value: { ...value, slug: made, isOwnSlug: value.slug !== null, seoTitle, seoDescription },
  };
}

/** Checks what is to be different about a collection; undefined or null where nothing is. */
export function readCollectionChange(input: CollectionChangeInput) {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  return readInput(changeSchema, given);
}

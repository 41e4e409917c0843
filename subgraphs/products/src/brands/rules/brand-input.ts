import {
  field,
  invalidField,
  invalidInput,
  optionalCode,
  optionalMultilineText,
  optionalText,
  readInput,
  refusal,
  text,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { readSlug, slugOf } from '../../catalogue/door.ts';
import { seoSchema, type SeoInput } from '../../seo/door.ts';

/** What staff type of a new brand. */
export interface BrandInput {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly website?: string | null | undefined;
  readonly seo?: SeoInput | null | undefined;
  readonly isShown?: boolean | null | undefined;
  readonly logoMediaId?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What staff type to have a brand changed; what is left out or null stays, and an empty text takes away. */
export interface BrandChangeInput extends Omit<BrandInput, 'name'> {
  readonly name?: string | null | undefined;
}

/** A new brand, its slug as it was given or as the name makes it. */
export interface CheckedBrand {
  readonly name: string;
  readonly slug: string;
  /** Whether it was given, and is taken as it is or not at all. */
  readonly isOwnSlug: boolean;
  readonly description: string;
  readonly website: string | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly isShown: boolean;
  readonly logoMediaId: string | null;
  readonly reason: string | null;
}

/** As the database makes brands of the names that products give. */
const name = text(100).transform((given) => given.replaceAll(/\s+/gu, ' '));
const slug = field(readSlug);
const description = optionalMultilineText(5_000).transform((given) => given ?? '');
const website = optionalCode(500).refine(
  isOfTheWeb,
  refusal('INVALID_FORMAT', 'Please give an address that begins with https://.'),
);
const logoMediaId = optionalCode(100);
const reason = optionalText(500);

const newSchema = z.object({
  name,
  slug,
  description,
  website,
  seo: seoSchema.optional(),
  isShown: z.boolean(),
  logoMediaId,
  reason,
});
const changeSchema = z.object({
  name: name.optional(),
  slug,
  description: description.optional(),
  website: website.optional(),
  seo: seoSchema.optional(),
  isShown: z.boolean().optional(),
  logoMediaId: logoMediaId.optional(),
  reason,
});

/** Checks what staff type of a new brand. */
export function readNewBrand({ seo, isShown, ...input }: BrandInput): ReadInput<CheckedBrand> {
  const read = readInput(newSchema, {
    ...input,
    isShown: isShown ?? true,
    ...(seo != null && { seo }),
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

/** Checks what is to be different about a brand; undefined or null where nothing is. */
export function readBrandChange(input: BrandChangeInput) {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  return readInput(changeSchema, given);
}

function isOfTheWeb(url: string | null): boolean {
  return url === null || (URL.canParse(url) && new URL(url).protocol === 'https:');
}

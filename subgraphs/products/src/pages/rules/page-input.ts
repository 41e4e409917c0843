import {
  field,
  invalidField,
  invalidInput,
  optionalMultilineText,
  optionalText,
  readInput,
  text,
  type ReadInput,
} from '@cartwright/input';
import type { z } from 'zod';
import { readSlug, slugOf } from '../../catalogue/door.ts';
import {
  describe,
  describedAfter,
  descriptionFault,
  type DescriptionChange,
  type Described,
  type DescriptionLimits,
} from '../../rich-text/door.ts';
import { seoSchema, type SeoInput } from '../../seo/door.ts';

/** What staff type of whatever has a page of its own to lead shoppers to products: categories, collections and brands. */
export interface PageInput {
  readonly name: string;
  readonly slug?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** In the place of the description, which follows from it. */
  readonly descriptionHtml?: string | null | undefined;
  readonly seo?: SeoInput | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What staff type to have a page changed; what is left out or null stays, and an empty text takes away. */
export interface PageChangeInput extends Omit<PageInput, 'name'> {
  readonly name?: string | null | undefined;
}

/** The fields that all pages have, with a description of at most so many characters. */
export function pageFields(most: DescriptionLimits) {
  return {
    name: text(100),
    slug: field(readSlug),
    description: optionalMultilineText(most.text)
      .transform((given) => given ?? '')
      .optional(),
    descriptionHtml: field(describe(most.text, most.html)).optional(),
    seo: seoSchema.optional(),
    reason: optionalText(500),
  };
}

type StoredSeo = z.output<typeof seoSchema>;

/** What is read of a page by a schema that has `pageFields`. */
interface ReadPage {
  readonly slug: string | null;
  readonly description?: string | undefined;
  readonly descriptionHtml?: Described | undefined;
  readonly seo?: StoredSeo | undefined;
}

/** A new page, its slug as it was given or as the name makes it. */
export interface CheckedPage extends Described, StoredSeo {
  readonly slug: string;
  /** Whether it was given, and is taken as it is or not at all. */
  readonly isOwnSlug: boolean;
}

/** Checks what staff type of a new page, by a schema that has `pageFields`. */
export function newPage<Page extends ReadPage & { readonly name: string }>(
  schema: z.ZodType<Page>,
  input: PageInput,
): ReadInput<Omit<Page, keyof ReadPage> & CheckedPage> {
  const read = readPage(schema, input);
  if (read.kind === 'invalid-input') return read;
  const { slug, description = '', descriptionHtml, seo, ...value } = read.value;
  const made = slug ?? slugOf(read.value.name);
  if (made === '') return noSlug;
  const page: CheckedPage = {
    slug: made,
    isOwnSlug: slug !== null,
    ...(descriptionHtml ?? { description, descriptionHtml: null }),
    ...(seo ?? { seoTitle: null, seoDescription: null }),
  };
  return { kind: 'valid', value: { ...value, ...page } };
}

const noSlug = invalidInput(
  invalidField(['slug'], 'REQUIRED', 'Please give a slug: none can be made from this name.'),
);

/** Checks what is to be different about a page, by a schema that has `pageFields`; undefined or null where nothing is. */
export function readPageChange<Change extends ReadPage>(
  schema: z.ZodType<Change>,
  input: PageChangeInput,
): ReadInput<Omit<Change, keyof Described> & DescriptionChange> {
  const read = readPage(schema, input);
  if (read.kind === 'invalid-input') return read;
  const { description, descriptionHtml, ...value } = read.value;
  return { kind: 'valid', value: { ...value, description, ...descriptionHtml } };
}

function readPage<Page>(schema: z.ZodType<Page>, input: PageChangeInput): ReadInput<Page> {
  const given = Object.entries(input).filter(([, value]) => value != null);
  return descriptionFault(input) ?? readInput(schema, Object.fromEntries(given));
}

/** A page as it is stored. */
interface StoredPage extends Described {
  readonly name: string;
  readonly slug: string;
}

/** What is to be different about a page, as it was read. */
interface PageChange extends DescriptionChange {
  readonly name?: string | undefined;
  readonly slug: string | null;
  readonly seo?: StoredSeo | undefined;
}

/** What becomes of a page by a change. */
export function changedPage<Page extends StoredPage>(
  before: Page,
  { name, slug, description, descriptionHtml, seo }: PageChange,
): Page {
  const described = describedAfter(before, { description, descriptionHtml });
  return { ...before, name: name ?? before.name, slug: slug ?? before.slug, ...described, ...seo };
}

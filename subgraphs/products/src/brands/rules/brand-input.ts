import { optionalCode, refusal, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { newPage, pageFields, readPageChange } from '../../pages/door.ts';
import { descriptionLimits } from '../../rich-text/door.ts';
import type { CheckedPage, PageChangeInput, PageInput } from '../../pages/door.ts';

interface OfBrands {
  readonly website?: string | null | undefined;
  readonly isShown?: boolean | null | undefined;
  readonly logoMediaId?: string | null | undefined;
}

/** What staff type of a new brand. */
export interface BrandInput extends PageInput, OfBrands {}

/** What staff type to have a brand changed; what is left out or null stays, and an empty text takes away. */
export interface BrandChangeInput extends PageChangeInput, OfBrands {}

/** A new brand. */
export interface CheckedBrand extends CheckedPage {
  readonly name: string;
  readonly website: string | null;
  readonly isShown: boolean;
  readonly logoMediaId: string | null;
  readonly reason: string | null;
}

const { name: anyName, ...fields } = pageFields(descriptionLimits.BRAND);
/** As the database makes brands of the names that products give. */
const name = anyName.transform((given) => given.replaceAll(/\s+/gu, ' '));
const website = optionalCode(500).refine(
  isOfTheWeb,
  refusal('INVALID_FORMAT', 'Please give an address that begins with https://.'),
);
const logoMediaId = optionalCode(100);

const newSchema = z.object({ ...fields, name, website, isShown: z.boolean().default(true), logoMediaId });
const changeSchema = z.object({
  ...fields,
  name: name.optional(),
  website: website.optional(),
  isShown: z.boolean().optional(),
  logoMediaId: logoMediaId.optional(),
});

/** Checks what staff type of a new brand. */
export function readNewBrand(input: BrandInput): ReadInput<CheckedBrand> {
  return newPage(newSchema, input);
}

/** Checks what is to be different about a brand; undefined or null where nothing is. */
export function readBrandChange(input: BrandChangeInput) {
  return readPageChange(changeSchema, input);
}

function isOfTheWeb(url: string | null): boolean {
  return url === null || (URL.canParse(url) && new URL(url).protocol === 'https:');
}

import { optionalText, readInput, refusal, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { newPage, pageFields, readPageChange } from '../../pages/door.ts';
import { descriptionLimits } from '../../rich-text/door.ts';
import type { CheckedPage, PageChangeInput, PageInput } from '../../pages/door.ts';

/** What staff type of a new category. */
export interface CategoryInput extends PageInput {
  readonly position?: number | null | undefined;
}

/** A new category. */
export interface CheckedCategory extends CheckedPage {
  readonly name: string;
  /** Undefined for the place behind all others. */
  readonly position: number | undefined;
  readonly reason: string | null;
}

const position = z
  .int()
  .refine((given) => given >= 0, refusal('OUT_OF_RANGE', 'Please count places from 0.'))
  .nullish()
  .transform((given) => given ?? undefined);

const fields = pageFields(descriptionLimits.CATEGORY);
const newSchema = z.object({ ...fields, position });
const placeSchema = z.object({ position, reason: optionalText(500) });
const changeSchema = z.object({ ...fields, name: fields.name.optional() });

/** Checks what staff type of a new category. */
export function readNewCategory(input: CategoryInput): ReadInput<CheckedCategory> {
  return newPage(newSchema, input);
}

/** Checks a place among siblings; undefined is behind all of them. */
export function readPlace(input: Pick<CategoryInput, 'position' | 'reason'>) {
  return readInput(placeSchema, input);
}

/** Checks what is to be different about a category; undefined or null where nothing is. */
export function readCategoryChange(input: PageChangeInput) {
  return readPageChange(changeSchema, input);
}

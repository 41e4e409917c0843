import type { ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { newPage, pageFields, readPageChange } from '../../pages/door.ts';
import { descriptionLimits } from '../../rich-text/door.ts';
import type { CheckedPage, PageChangeInput, PageInput } from '../../pages/door.ts';
import type { CollectionRule } from './collection-rule.ts';
import { ruleSchema } from './rule-input.ts';

interface OfCollections {
  readonly isShown?: boolean | null | undefined;
  /** It is checked here, whatever it holds. */
  readonly rule?: unknown;
}

/** What staff type of a new collection. */
export interface CollectionInput extends PageInput, OfCollections {}

/** What staff type to have a collection changed; what is left out or null stays. */
export interface CollectionChangeInput extends PageChangeInput, OfCollections {}

/** A new collection. */
export interface CheckedCollection extends CheckedPage {
  readonly name: string;
  readonly isShown: boolean;
  readonly rule: CollectionRule | null;
  readonly reason: string | null;
}

const rule = ruleSchema.nullish().transform((given) => given ?? null);
const fields = pageFields(descriptionLimits.COLLECTION);
const newSchema = z.object({ ...fields, isShown: z.boolean().default(true), rule });
const changeSchema = z.object({
  ...fields,
  name: fields.name.optional(),
  isShown: z.boolean().optional(),
  rule,
});

/** Checks what staff type of a new collection. */
export function readNewCollection(input: CollectionInput): ReadInput<CheckedCollection> {
  return newPage(newSchema, input);
}

/** Checks what is to be different about a collection; undefined or null where nothing is. */
export function readCollectionChange(input: CollectionChangeInput) {
  return readPageChange(changeSchema, input);
}

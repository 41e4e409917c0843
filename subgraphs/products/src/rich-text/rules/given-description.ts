import { invalidField, invalidInput } from '@cartwright/input';
import type { Described } from './description.ts';

/** A description as staff give it: as text, or as HTML, which the text follows from. */
export interface GivenDescription {
  readonly description?: string | null | undefined;
  readonly descriptionHtml?: string | null | undefined;
}

/** What is wrong with it; undefined where it is the one or the other, or neither. */
export function descriptionFault({ description, descriptionHtml }: GivenDescription) {
  return description != null && descriptionHtml != null ? describedTwice : undefined;
}

const describedTwice = invalidInput(
  invalidField(['descriptionHtml'], 'INVALID_VALUE', 'Please give the description once: as text or as HTML.'),
);

/** What is to be different about a description. */
export interface DescriptionChange {
  readonly description?: string | undefined;
  /** Undefined where the description is given without saying anything of its marks; null where it is to have none. */
  readonly descriptionHtml?: string | null | undefined;
}

/** What something is described as after a change. A text that is as it was keeps its marks. */
export function describedAfter(
  before: Described,
  { description, descriptionHtml }: DescriptionChange,
): Described {
  const same = { description: before.description, descriptionHtml: before.descriptionHtml };
  if (description === undefined) return same;
  if (descriptionHtml !== undefined) return { description, descriptionHtml };
  return description === before.description ? same : { description, descriptionHtml: null };
}

/** What the trail keeps of a description. */
export function describedState({ description, descriptionHtml }: Described) {
  return { description, ...(descriptionHtml !== null && { descriptionHtml }) };
}

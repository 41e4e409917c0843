import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { referenceOf, type MetafieldReference } from './metafield-reference.ts';
import type { MetafieldChange } from './read-changes.ts';

/** What changes make metafields refer to. */
export function referencesIn(set: readonly MetafieldChange[]): MetafieldReference[] {
  return set.flatMap(({ type, value }) => (type === 'REFERENCE' ? [referenceOf(value)] : []));
}

/** Names each change that refers to what is not there; undefined where all is. */
export function refusedReferences(
  set: readonly MetafieldChange[],
  isThere: (reference: MetafieldReference) => boolean,
): InvalidInput | undefined {
  const faults = set.flatMap(({ type, value }, place) =>
    type !== 'REFERENCE' || isThere(referenceOf(value))
      ? []
      : [invalidField(['metafields', String(place), 'value'], 'INVALID_VALUE', 'There is no such thing.')],
  );
  return faults.length === 0 ? undefined : invalidInput(...faults);
}

import type { InvalidInput } from '@cartwright/input';
import { auditedMetafields } from './rules/audited-metafields.ts';
import type { Metafield } from './rules/metafield.ts';
import { staffLimits, type MetafieldChanges } from './rules/read-changes.ts';
import {
  setMetafields,
  type MetafieldChanged,
  type MetafieldsSet,
  type TooManyMetafields,
} from './rules/set-metafields.ts';

/** How a change by staff can end, once its owner is held. */
export type ChangeMetafieldsOutcome = MetafieldsSet | MetafieldChanged | TooManyMetafields | InvalidInput;

type Audited = ReturnType<typeof auditedMetafields>;

/** What a change is made with, in the transaction that holds the owner. */
export interface ChangeMetafields {
  readonly before: readonly Metafield[];
  readonly changes: MetafieldChanges;
  readonly save: (metafields: readonly Metafield[]) => Promise<void>;
  /** Announces the change, and adds it to the trail of what staff did. */
  readonly record: (states: { readonly before: Audited; readonly after: Audited }) => Promise<void>;
}

/** Changes an owner's metafields as staff ask for it; where they are so already, nothing is stored and nothing recorded. */
export async function changeMetafields({
  before,
  changes,
  save,
  record,
}: ChangeMetafields): Promise<ChangeMetafieldsOutcome> {
  const outcome = setMetafields(before, changes, staffLimits);
  if (outcome.kind !== 'set' || !outcome.isChanged) return outcome;
  await save(outcome.metafields);
  await record({ before: auditedMetafields(before), after: auditedMetafields(outcome.metafields) });
  return outcome;
}

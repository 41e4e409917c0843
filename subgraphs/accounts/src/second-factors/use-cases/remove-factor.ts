import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { changeFactors, type ChangedFactors, type FactorChange } from './change-factors.ts';
import type { FactorJudgement } from './check-factor.ts';
import { prove, type Proof } from './prove.ts';

/** Something that somebody signs in with and wants to be without, and the proof that it is them. */
export interface FactorRemoval {
  readonly change: FactorChange['change'];
  readonly proof: Proof;
  /** Says whether it was there. */
  readonly remove: (tx: Transaction<Tables>) => Promise<boolean>;
}

export type RemoveFactorOutcome =
  ({ readonly kind: 'removed' } & ChangedFactors) | Exclude<FactorJudgement, { kind: 'right' }>;

/** Removes a factor. One that is not the user's is as wrong as a wrong proof. */
export async function removeFactor(
  dependencies: Dependencies,
  asker: Pick<FactorChange, 'viewer' | 'userAgent'>,
  { change, proof, remove }: FactorRemoval,
): Promise<RemoveFactorOutcome> {
  const judged = await prove(dependencies, asker.viewer, proof);
  if (judged.kind !== 'right') return judged;
  const changed = await changeFactors(dependencies, { ...asker, change, methods: [] }, remove);
  return changed === null ? { kind: 'wrong' } : { kind: 'removed', ...changed };
}

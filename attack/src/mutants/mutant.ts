import type { Mutation } from '@cartwright/mutations';

/** A guard that is switched off, where, and by which attack that must be noticed. */
export interface Mutant extends Mutation {
  /** The processes that run with it. */
  readonly parts: readonly string[];
  /** The names of attacks of which one at least must then succeed. */
  readonly noticedBy: readonly string[];
}

/** A deliberate fault in production's code. */
export interface Mutation {
  readonly name: string;
  /** From the repository's root. */
  readonly file: string;
  /** Must occur exactly once. */
  readonly replace: string;
  readonly by: string;
  /** Why it does no harm, where another part of the code compensates for it: then it may go unnoticed. */
  readonly harmlessBecause?: string;
}

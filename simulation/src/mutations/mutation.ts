/** A deliberate fault in production's code. */
export interface Mutation {
  readonly name: string;
  /** From the repository's root. */
  readonly file: string;
  /** Must be there exactly once. */
  readonly replace: string;
  readonly by: string;
  /** Why it does no harm, where another part of the code makes up for it: it goes unnoticed then. */
  readonly harmlessBecause?: string;
}

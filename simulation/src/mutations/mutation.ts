/** A deliberate fault in production's code. */
export interface Mutation {
  readonly name: string;
  /** From the repository's root. */
  readonly file: string;
  /** Must be there exactly once. */
  readonly replace: string;
  readonly by: string;
}

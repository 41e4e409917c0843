import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/** How one schema differs from an older one, as far as clients that were written for that one can notice; a sentence for each. */
export interface SchemaChanges {
  /** Operations that were valid are refused, or answers no longer have the form that they were read by. */
  readonly breaking: readonly string[];
  /** Answers may hold what such a client has not met, such as another member of a union. */
  readonly dangerous: readonly string[];
}

/** Compares two versions of an API's SDL. @throws GraphQLError when one of them is no valid schema */
export function schemaChanges(before: string, after: string): SchemaChanges {
  const [old, present] = [buildSchema(before), buildSchema(after)];
  const sentences = (changes: { readonly description: string }[]): string[] =>
    changes.map(({ description }) => description).toSorted();
  return {
    breaking: sentences(findBreakingChanges(old, present)),
    dangerous: sentences(findDangerousChanges(old, present)),
  };
}

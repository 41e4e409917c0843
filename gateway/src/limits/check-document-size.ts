import type { DocumentNode, GraphQLError } from 'graphql';
import { documentSize } from './document-size.ts';
import { exceeded } from './exceeded.ts';
import { fieldComparisons } from './field-comparisons.ts';
import type { OperationLimits } from './operation-limits.ts';

/** Pairs of fields, of which validation compares some two million in a second. */
const maxComparisons = 10_000;
/** More than twice of what graphql-js can ask for; how much the answer may hold is checked with the cost. */
const maxIntrospection = 5_000;

/**
 * Checks a parsed document before anything is done with it that could take longer than reading it: validation compares
 * fields with each other, and planning goes through every spread. Returns undefined when it is small enough, else
 * BAD_USER_INPUT with `limit`, `maximum` and `actual`. The parser checks the number of tokens.
 */
export function checkDocumentSize(document: DocumentNode, limits: OperationLimits): GraphQLError | undefined {
  const { depth, aliases, selections, introspection, rootMutations } = documentSize(document);
  const most = limits.maxSelections + maxIntrospection;
  return (
    exceeded('depth', depth, limits.maxDepth) ??
    exceeded('aliases', aliases, limits.maxAliases) ??
    exceeded('root mutations', rootMutations, limits.maxRootMutations) ??
    exceeded('selections', selections, limits.maxSelections) ??
    exceeded('introspection', introspection, maxIntrospection) ??
    exceeded('repeated fields', fieldComparisons(document, most), maxComparisons)
  );
}

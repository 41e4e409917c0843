import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { taxesContext } from './context.ts';
import type { ForgottenTerms } from '../price-terms/door.ts';
import { resolvers } from './resolvers.ts';

/** Taxes as staff keep them: classes, zones, rates, and who pays none. */
export function taxesRoom(parts: Parts, terms: ForgottenTerms): Room<Tables> {
  return {
    resolvers,
    context: () => ({ taxes: taxesContext(parts, terms) }),
  };
}

import { bind } from '@cartwright/database';
import type { Language } from '@cartwright/languages';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { readOffered } from './repository/search-terms.ts';
import type { SearchCounter, SearchOutcome } from './search-counter.ts';
import { termOf } from './rules/term-of.ts';
import { readTerms } from './use-cases/read-terms.ts';
import { updateTerm } from './use-cases/update-term.ts';

/** What resolvers find at `context.searchTerms`. */
export type SearchTermsContext = ReturnType<typeof searchTermsContext>;

/** What somebody has searched for. */
export interface Searched {
  readonly query: string;
  readonly language: Language;
  readonly outcome: SearchOutcome;
}

/** Makes the context of one operation. */
export function searchTermsContext(parts: Parts, counter: SearchCounter, { request, viewer }: ContextInput) {
  const { statements } = parts.database;
  return {
    ...bind(parts, { readTerms, updateTerm }),
    /** Counts a search, but for what staff and machines search for. */
    count: ({ query, ...searched }: Searched): void => {
      if (viewer !== null && viewer.role !== 'CUSTOMER' && viewer.role !== 'GUEST') return;
      const term = termOf(query);
      const network = request.headers['x-client-network'];
      // Anybody can be as many guests as they like, who are one visitor by their network.
      const visitor = viewer?.role === 'CUSTOMER' ? viewer.id : String(network);
      if (term !== null) counter.count({ ...searched, term, visitor });
    },
    /** What others have searched for that begins with what is typed. */
    offered: (typed: string, language: Language, limit: number) =>
      readOffered(statements, { typed, language }, limit),
  };
}

import {
  instantText,
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
} from '@cartwright/graph';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import {
  columnOf,
  countTerms,
  listTerms,
  type SearchTerm,
  type SearchTermFilter,
  type SearchTermOrder,
} from '../repository/search-terms.ts';

/** Which searches a list holds, and which way it goes. */
export interface TermsRequest extends ConnectionArguments {
  readonly filters?:
    | {
        readonly languages?: readonly string[] | null | undefined;
        readonly isUnanswered?: boolean | null | undefined;
        readonly isHidden?: boolean | null | undefined;
        readonly isOffered?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly sort?: SearchTermOrder | null | undefined;
}

const byNumber = z.tuple([z.int(), z.uuid()]);
const byInstant = z.tuple([instantText, z.uuid()]);

/** A page of what buyers have searched for. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readTerms(
  { database: { statements } }: Pick<Parts, 'database'>,
  { filters, sort, ...args }: TermsRequest,
): Promise<Connection<SearchTerm>> {
  const order = sort ?? 'MOST_SEARCHED';
  const filter = filterOf(filters);
  const key = order === 'LATEST' ? byInstant : byNumber;
  const page = readPage(args, { identity: ['search terms', order, filter], key });
  const { fetchSize: size, direction, cursor } = page;
  const after = cursor === null ? null : { by: cursor[0], id: cursor[1] };
  return toConnection({
    page,
    rows: await listTerms(statements, { filter, order }, { size, after, direction }),
    keyOf: (term): [number | Date, string] => [term[columnOf[order]], term.id],
    totalCount: () => countTerms(statements, filter),
  });
}

function filterOf(filters: TermsRequest['filters']): SearchTermFilter {
  const { languages, isUnanswered, isHidden, isOffered } = filters ?? {};
  return {
    ...(languages != null && languages.length > 0 && { languages: languages.toSorted() }),
    ...(isUnanswered != null && { isUnanswered }),
    ...(isHidden != null && { isHidden }),
    ...(isOffered != null && { isOffered }),
  };
}

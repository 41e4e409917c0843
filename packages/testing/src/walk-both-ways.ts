import { isDeepStrictEqual } from 'node:util';
import { walkPages, type SeenPage } from './walk-pages.ts';

/** A page of a list that can be read both ways. */
export interface SeenPageBothWays<Node> extends SeenPage<Node> {
  readonly pageInfo: SeenPage<Node>['pageInfo'] & {
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
  };
}

/** What an operation declares, passes on and selects to read such a list; `pageArguments` go into an input object too. */
export const bothWays = {
  variables: '$first: Int, $after: String, $last: Int, $before: String',
  pageArguments: 'first: $first, after: $after, last: $last, before: $before',
  pageInfo: 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
} as const;

/** Relay's arguments for one page, in one direction. */
export type PageArguments =
  | { readonly first: number; readonly after: string | null }
  | { readonly last: number; readonly before: string | null };

/**
 * Reads a list page by page from its start, and then from its end. @returns its nodes in their order
 * @throws Error where the one way shows other nodes than the other, or for a page that `walkPages` does not take
 */
export async function walkBothWays<Node>(
  read: (page: PageArguments) => Promise<SeenPageBothWays<Node>>,
  size: number,
): Promise<Node[]> {
  const forward = await walkPages(read, size);
  const backward = (await walkPages(mirrored(read), size)).toReversed();
  if (isDeepStrictEqual(forward, backward)) return forward;
  throw new Error(`Forward: ${JSON.stringify(forward)}; backward: ${JSON.stringify(backward)}`);
}

/** The list the other way round, as if its last node were the first. */
function mirrored<Node>(read: (page: PageArguments) => Promise<SeenPageBothWays<Node>>) {
  return async ({ first, after }: { first: number; after: string | null }): Promise<SeenPage<Node>> => {
    const { nodes, pageInfo } = await read({ last: first, before: after });
    if (pageInfo.hasNextPage !== (after !== null))
      throw new Error(`A page before ${after} says hasNextPage: ${pageInfo.hasNextPage}`);
    const { hasPreviousPage, startCursor } = pageInfo;
    return { nodes: nodes.toReversed(), pageInfo: { hasNextPage: hasPreviousPage, endCursor: startCursor } };
  };
}

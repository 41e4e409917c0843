/** A page of a list, as a client sees it. */
export interface SeenPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Reads one page: the first `first` nodes after a cursor, which is null for the first page. */
export type ReadPage<Node> = (page: { first: number; after: string | null }) => Promise<SeenPage<Node>>;

/**
 * Reads a list page by page, as a client does. @returns its nodes in the order in which they came
 * @throws Error when a page is larger than asked for, one before the last is not full, or a cursor repeats
 */
export async function walkPages<Node>(read: ReadPage<Node>, first: number): Promise<Node[]> {
  const nodes: Node[] = [];
  const cursors = new Set<string | null>([null]);
  for (let after: string | null = null; ;) {
    const page: SeenPage<Node> = await read({ first, after });
    const { hasNextPage, endCursor } = page.pageInfo;
    const { length } = page.nodes;
    if (length > first || (hasNextPage && length < first))
      throw new Error(`A page of ${first} has ${length} nodes`);
    nodes.push(...page.nodes);
    if (!hasNextPage) return nodes;
    if (cursors.has(endCursor)) throw new Error(`The list repeats the cursor ${endCursor}`);
    cursors.add(endCursor);
    after = endCursor;
  }
}

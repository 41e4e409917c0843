import type { z } from 'zod';
import { decodeCursor, encodeCursor, listMark, type ListIdentity } from './cursor.ts';
import { badUserInput } from '@cartwright/errors';

/** Relay's arguments (https://relay.dev/graphql/connections.htm). */
export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** What `readPage` has to know of a list. */
export interface PagedList<Schema extends z.ZodType> {
  readonly identity: ListIdentity;
  /** The schema of the list's sort key; looked at where there is a cursor. */
  readonly key: Schema;
  /** 20 by default. */
  readonly defaultSize?: number;
}

/** What to read: up to `size` rows beyond `cursor`; with `backward` in reverse order. */
export interface Page<Key> {
  readonly size: number;
  /** How many rows to fetch: one more than `size`, to see whether there are more. */
  readonly fetchSize: number;
  readonly direction: 'forward' | 'backward';
  /** The sort key of the row to read after (backward: before); null for the start. */
  readonly cursor: Key | null;
  /** What the cursors of the list have in common; worked out where there is one. */
  readonly mark: () => string;
}

/** A Relay connection; cursors are made and `totalCount` runs only when they are selected. */
export interface Connection<Node> {
  readonly nodes: Node[];
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** Relay's `PageInfo`. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

const maxSize = 100;

/**
 * Checks a connection's arguments and decodes its cursor.
 * @throws BAD_USER_INPUT for a size that is negative or above 100, a cursor of another list, or both directions at once
 */
export function readPage<Schema extends z.ZodType>(
  args: ConnectionArguments,
  list: PagedList<Schema>,
): Page<z.infer<Schema>> {
  const { identity, defaultSize = 20 } = list;
  const { first, after, last, before } = args;
  const backward = last != null || before != null;
  if (backward && (first != null || after != null)) {
    throw badUserInput('Use either first and after, or last and before; not both.', 'first');
  }
  const size = checkedSize(backward ? last : first, backward ? 'last' : 'first', defaultSize);
  const cursor = backward ? before : after;
  const argument = backward ? 'before' : 'after';
  let known: string | undefined;
  const mark = (): string => (known ??= listMark(identity));
  return {
    size,
    fetchSize: size + 1,
    direction: backward ? 'backward' : 'forward',
    cursor: cursor == null ? null : decodeCursor(mark(), { cursor, argument, key: list.key }),
    mark,
  };
}

function checkedSize(size: number | null | undefined, name: string, defaultSize: number): number {
  if (size == null) return defaultSize;
  if (!Number.isInteger(size) || size < 0 || size > maxSize) {
    throw badUserInput(`${name} must be between 0 and ${maxSize}.`, name);
  }
  return size;
}

/** What `toConnection` needs: the rows in the order in which they were fetched, up to `page.fetchSize` of them. */
export interface ConnectionParts<Row, Key> {
  readonly page: Page<Key>;
  readonly rows: readonly Row[];
  /** The sort key of a row, as the page's key schema reads it. */
  readonly keyOf: (row: Row) => Key;
  readonly totalCount: () => Promise<number>;
}

/** Builds a connection: rows fetched backward are reversed, and the extra row is dropped. */
export function toConnection<Row, Key>({
  page,
  rows,
  keyOf,
  totalCount,
}: ConnectionParts<Row, Key>): Connection<Row> {
  const kept = rows.slice(0, page.size);
  const hasMore = rows.length > page.size;
  const cameFromCursor = page.cursor !== null;
  const backward = page.direction === 'backward';
  const nodes = backward ? kept.reverse() : kept;
  const cursorOf = (node: Row): string => encodeCursor(page.mark(), keyOf(node));
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node), node }));
    },
    get pageInfo() {
      const [first, last] = [nodes[0], nodes.at(-1)];
      return {
        hasNextPage: backward ? cameFromCursor : hasMore,
        hasPreviousPage: backward ? hasMore : cameFromCursor,
        startCursor: first === undefined ? null : cursorOf(first),
        endCursor: last === undefined ? null : cursorOf(last),
      };
    },
    totalCount,
  };
}

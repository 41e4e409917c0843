import { sql, type SelectQueryBuilder, type StringReference } from 'kysely';

/** Which part of a list that is sorted by an instant, then by id. */
export interface ListSlice {
  /** How many rows at most. */
  readonly size: number;
  /** The place beyond which they are in the direction of reading; null for the end of the list at which it begins. */
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly direction: 'forward' | 'backward';
}

/** How a list is sorted. */
interface ListOrder<Tables, Table extends keyof Tables> {
  /** The column of the instant, and that of the id. */
  readonly by: readonly [at: StringReference<Tables, Table>, id: StringReference<Tables, Table>];
  readonly order: 'asc' | 'desc';
}

/**
 * A part of the list that a query has, the rows nearest to where reading begins first. Rows are compared as wholes, so that an
 * index on both columns serves it in either direction.
 */
export function partOfList<Tables, Table extends keyof Tables, Row>(
  list: SelectQueryBuilder<Tables, Table, Row>,
  { by, order }: ListOrder<Tables, Table>,
  { size, after, direction }: ListSlice,
): SelectQueryBuilder<Tables, Table, Row> {
  const [at, id] = by.map((column) => sql.ref(column)) as [Ref, Ref];
  const along = readingOrder(order, direction);
  const part = list.orderBy(at, along).orderBy(id, along).limit(size);
  if (after === null) return part;
  const beyond = sql.raw(along === 'asc' ? '>' : '<');
  return part.where(sql<boolean>`(${at}, ${id}) ${beyond} (${after.at}, ${after.id})`);
}

type Ref = ReturnType<typeof sql.ref>;

/** The order in which a list's rows come when it is read in a direction. */
export function readingOrder(order: 'asc' | 'desc', direction: ListSlice['direction']): 'asc' | 'desc' {
  if (direction === 'forward') return order;
  return order === 'asc' ? 'desc' : 'asc';
}

/** The order of a list as it is read in a direction: an index in that order serves it backwards just as well. */
export function readIn<Order extends { readonly direction: 'asc' | 'desc' }>(
  direction: ListSlice['direction'],
  order: Order,
): Order {
  return { ...order, direction: readingOrder(order.direction, direction) };
}

import type { StatementSample } from '@cartwright/database';
import { expressionBuilder, sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../tables.ts';

/** How a list of products can be ordered. */
export type ProductOrderName =
  'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'NAME' | 'RATING' | 'RELEVANCE' | 'IDS';

/** The sort key of a product, as a cursor carries it. */
export type ProductKey = (string | number)[];

/** An order of products for keyset pagination: columns that are unique together, all in one direction. */
export interface ProductOrder {
  readonly direction: 'asc' | 'desc';
  /** Those of prices are of what is joined as `r`. */
  readonly columns: readonly KeyColumn[];
}

/** What the orders go by that depend on what was asked for. */
export interface AskedFor {
  /** A `tsquery` of PostgreSQL. */
  readonly tsquery?: string;
  readonly ids?: readonly string[];
}

interface KeyColumn {
  readonly expression: Expression<unknown>;
  readonly type: keyof typeof typeSchemas;
}

const typeSchemas = {
  uuid: z.guid(),
  timestamptz: z.iso.datetime({ offset: true }),
  text: z.string().refine((text) => !text.includes('\0')),
  integer: z.int32(),
  bigint: z.int(),
  float8: z.number(),
} as const;

const eb = expressionBuilder<
  Tables & { p: Tables['products']; r: Tables['productPriceRanges'] },
  'p' | 'r'
>();
const id = { expression: eb.ref('p.id'), type: 'uuid' } as const;
const price = { expression: eb.ref('r.minMinor'), type: 'bigint' } as const;
const pricedId = { expression: eb.ref('r.productId'), type: 'uuid' } as const;

/** Every order but those that depend on what was asked for. */
const orders: Readonly<Record<Exclude<ProductOrderName, 'RELEVANCE' | 'IDS'>, ProductOrder>> = {
  NEWEST: { direction: 'desc', columns: [{ expression: eb.ref('p.createdAt'), type: 'timestamptz' }, id] },
  PRICE_ASC: { direction: 'asc', columns: [price, pricedId] },
  PRICE_DESC: { direction: 'desc', columns: [price, pricedId] },
  NAME: {
    direction: 'asc',
    columns: [{ expression: sql`${eb.ref('p.name')} COLLATE people`, type: 'text' }, id],
  },
  RATING: {
    direction: 'desc',
    columns: [
      { expression: eb.ref('p.ratingAverage'), type: 'float8' },
      { expression: eb.ref('p.ratingCount'), type: 'integer' },
      id,
    ],
  },
};

/** An order by name; RELEVANCE is by how well products fit the query's `tsquery`, IDS by their places among the ids. */
export function productOrder(
  name: ProductOrderName,
  { tsquery = '', ids = [] }: AskedFor = {},
): ProductOrder {
  switch (name) {
    case 'RELEVANCE':
      return { direction: 'desc', columns: [{ expression: rankFor(tsquery), type: 'float8' }, id] };
    case 'IDS':
      return { direction: 'asc', columns: [{ expression: placeAmong(ids), type: 'integer' }] };
    default:
      return orders[name];
  }
}

function placeAmong(ids: readonly string[]): RawBuilder<number> {
  return sql<number>`array_position(${ids}::uuid[], ${eb.ref('p.id')})`;
}

/** A word in the name weighs ten times one in the description; what is in stock comes a little earlier. */
function rankFor(tsquery: string): RawBuilder<number> {
  return sql<number>`(ts_rank(${eb.ref('p.document')}, ${tsquery}::tsquery)
    * CASE WHEN ${eb.ref('p.availableVariants')} > 0 THEN 1 ELSE 0.5 END)::float8`;
}

/** What a cursor of this order must hold. */
export function keySchema({ columns }: ProductOrder): z.ZodType<ProductKey> {
  const [first, ...rest] = columns.map(({ type }) => typeSchemas[type]);
  if (first === undefined) throw new TypeError('An order needs columns');
  return z.tuple([first, ...rest]);
}

/** The sort key as one JSON array. */
export function keyExpression({ columns }: ProductOrder): RawBuilder<ProductKey> {
  return sql<ProductKey>`jsonb_build_array(${expressions(columns)})`;
}

/** Holds for what comes after the row with a sort key; a comparison of rows, so that an index in this order serves it. */
export function afterKey({ columns, direction }: ProductOrder, key: ProductKey): Expression<SqlBool> {
  const values = columns.map(({ type }, index) => sql`${String(key[index])}::${sql.raw(type)}`);
  const comparison = sql.raw(direction === 'asc' ? '>' : '<');
  return sql<boolean>`(${expressions(columns)}) ${comparison} (${sql.join(values)})`;
}

function expressions(columns: readonly KeyColumn[]): RawBuilder<unknown> {
  return sql.join(columns.map(({ expression }) => expression));
}

const someKeys = {
  NEWEST: ['2026-01-02T03:04:05Z', ''],
  PRICE_ASC: [1, ''],
  PRICE_DESC: [1, ''],
  NAME: ['Mug', ''],
  RATING: [4.5, 3, ''],
  RELEVANCE: [0.5, ''],
  IDS: [1],
} satisfies Record<ProductOrderName, ProductKey>;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = Object.entries(someKeys).map(([name, key]): StatementSample<Tables> => (tx) => {
  const order = productOrder(name as ProductOrderName, { tsquery: 'mug', ids: [''] });
  return tx
    .selectFrom(['products as p', 'productPriceRanges as r'])
    .select(keyExpression(order).as('key'))
    .where(afterKey(order, key))
    .execute();
});

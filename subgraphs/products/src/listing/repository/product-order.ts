import { anyOf, type StatementSample } from '@cartwright/database';
import {
  expressionBuilder,
  sql,
  type AliasedRawBuilder,
  type Expression,
  type RawBuilder,
  type SqlBool,
} from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../tables.ts';

/** How a list of products can be ordered. */
export type ProductOrderName =
  'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'NAME' | 'RATING' | 'BEST_SELLING' | 'RELEVANCE' | 'MANUAL' | 'IDS';

/** The sort key of a product, as a cursor carries it. */
export type ProductKey = (string | number)[];

/** An order of products for keyset pagination: columns that are unique together, all in one direction. */
export interface ProductOrder {
  readonly direction: 'asc' | 'desc';
  /** Those of prices are of what is joined as `r`, sales of `s`, and places in a collection of what is joined as `m`. */
  readonly columns: readonly KeyColumn[];
}

/** What the orders go by that depend on what was asked for. */
export interface AskedFor {
  /** A `tsquery` of PostgreSQL. */
  readonly tsquery?: string;
  /** What names are compared with; left out when products need not have all of the words. */
  readonly named?: NamedText;
  readonly ids?: readonly string[];
  /** Ids of what comes before all that the text finds, in this order. */
  readonly pinned?: readonly string[];
  /** What weighs more, or less, among what fits the text about as well. */
  readonly boosts?: readonly ProductBoost[];
}

/** Some products, and what their rank is multiplied by. */
export interface ProductBoost {
  /** Those with these ids, of these brands, in one of these categories, or with one of these tags. */
  readonly by: 'id' | 'brand' | 'categoryId' | 'tag';
  readonly values: readonly string[];
  readonly weight: number;
}

/** A text that may be the name of a product. */
export interface NamedText {
  /** As it was typed, or corrected. */
  readonly text: string;
  /** The `tsquery` for names that have all of its words. */
  readonly tsquery: string;
  /** The `tsquery` for names that have them in their order. */
  readonly phrase: string;
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
  Tables & {
    p: Tables['products'];
    r: Tables['productPriceRanges'];
    s: Tables['productSales'];
    m: Tables['collectionProducts'];
  },
  'p' | 'r' | 's' | 'm'
>();
const id = { expression: eb.ref('p.id'), type: 'uuid' } as const;
const price = { expression: eb.ref('r.minMinor'), type: 'bigint' } as const;
const pricedId = { expression: eb.ref('r.productId'), type: 'uuid' } as const;

const placedId = { expression: eb.ref('m.productId'), type: 'uuid' } as const;

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
  BEST_SELLING: {
    direction: 'desc',
    columns: [
      { expression: eb.ref('s.score'), type: 'float8' },
      { expression: eb.ref('s.productId'), type: 'uuid' },
    ],
  },
  MANUAL: { direction: 'asc', columns: [{ expression: eb.ref('m.position'), type: 'integer' }, placedId] },
};

/** The order of NEWEST in terms of what a collection holds, which an index has for each. */
export const newestOfCollection: ProductOrder = {
  direction: 'desc',
  columns: [{ expression: eb.ref('m.createdAt'), type: 'timestamptz' }, placedId],
};

/** An order by name; RELEVANCE is by how well products fit the query's `tsquery`, IDS by their places among the ids. */
export function productOrder(
  name: ProductOrderName,
  { tsquery = '', named, ids = [], pinned = [], boosts = [] }: AskedFor = {},
): ProductOrder {
  switch (name) {
    case 'RELEVANCE':
      return {
        direction: 'desc',
        columns: [
          { expression: pinnedFirst(pinned, nameFits(named)), type: 'integer' },
          { expression: boosted(rankFor(tsquery), boosts), type: 'float8' },
          id,
        ],
      };
    case 'IDS':
      return { direction: 'asc', columns: [{ expression: placeAmong(ids), type: 'integer' }] };
    default:
      return orders[name];
  }
}

function placeAmong(ids: readonly string[]): RawBuilder<number> {
  return sql<number>`array_position(${ids}::uuid[], ${eb.ref('p.id')})`;
}

/**
 * 3 for the product of that name, 2 for names that have the words in their order, 1 for those that have them all. Names are
 * brought into the form that is compared only when their length fits: that costs more than all the rest.
 */
function nameFits(named: NamedText | undefined): RawBuilder<number> {
  if (named === undefined) return sql<number>`0::integer`;
  const { text, tsquery, phrase } = named;
  return sql<number>`(CASE
    WHEN NOT ${eb.ref('p.document')} @@ ${tsquery}::tsquery THEN 0
    WHEN char_length(${eb.ref('p.name')}) BETWEEN char_length(${text}::text) / 2 AND char_length(${text}::text) * 2
      AND search_key(${eb.ref('p.name')}) = search_key(${text}::text) THEN 3
    WHEN ${eb.ref('p.document')} @@ ${phrase}::tsquery THEN 2
    ELSE 1
  END)`;
}

/** A word in the name weighs ten times one in the description; what is in stock comes a little earlier. */
function rankFor(tsquery: string): RawBuilder<number> {
  return sql<number>`(ts_rank(${eb.ref('p.document')}, ${tsquery}::tsquery)
    * CASE WHEN ${eb.ref('p.availableVariants')} > 0 THEN 1 ELSE 0.5 END)::float8`;
}

/** More than any name fits. */
const pinnedFit = 1_000;

/** The sort key is the same with pins and without, so that pages go on when staff change them. */
function pinnedFirst(pinned: readonly string[], fit: RawBuilder<number>): RawBuilder<number> {
  if (pinned.length === 0) return fit;
  return sql<number>`coalesce(${sql.lit(pinnedFit)} - ${placeAmong(pinned)}, ${fit})`;
}

function boosted(rank: RawBuilder<number>, boosts: readonly ProductBoost[]): RawBuilder<number> {
  const factors = boosts.map(
    (boost) => sql`CASE WHEN ${isBoosted(boost)} THEN ${boost.weight}::float8 ELSE 1 END`,
  );
  return boosts.length === 0 ? rank : sql<number>`(${rank} * ${sql.join(factors, sql` * `)})`;
}

function isBoosted({ by, values }: ProductBoost): Expression<SqlBool> {
  switch (by) {
    case 'id':
      return eb('p.id', '=', anyOf(values));
    case 'brand':
      return eb('p.brand', '=', anyOf(values));
    case 'categoryId':
      return eb('p.categoryId', '=', anyOf(values));
    case 'tag':
      return eb('p.tags', '&&', eb.val([...values]));
  }
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

/** The columns of an order under names of their own, for a query around the one that works them out. */
export function keyColumns({ columns }: ProductOrder): RawBuilder<unknown> {
  return sql.join(columns.map(({ expression }, place) => sql`${expression} AS ${sql.ref(nameOfKey(place))}`));
}

/** The same for a query builder. */
export function keySelections({ columns }: ProductOrder): AliasedRawBuilder<unknown, string>[] {
  return columns.map(({ expression }, place) => sql`${expression}`.as(nameOfKey(place)));
}

/** The same order in terms of those names. */
export function byKeyColumns({ direction, columns }: ProductOrder): ProductOrder {
  return {
    direction,
    columns: columns.map(({ type }, place) => ({ expression: sql.ref(nameOfKey(place)), type })),
  };
}

/** What `ORDER BY` has to say. */
export function orderClause({ direction, columns }: ProductOrder): RawBuilder<unknown> {
  return sql.join(columns.map(({ expression }) => sql`${expression} ${sql.raw(direction)}`));
}

function nameOfKey(place: number): string {
  return `key_${place}`;
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
  BEST_SELLING: [80.5, ''],
  RELEVANCE: [2, 0.5, ''],
  MANUAL: [1, ''],
  IDS: [1],
} satisfies Record<ProductOrderName, ProductKey>;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = Object.entries(someKeys).map(([name, key]): StatementSample<Tables> => (tx) => {
  const order = productOrder(name as ProductOrderName, {
    tsquery: 'mug',
    named: { text: 'Mug', tsquery: 'mug:A', phrase: 'mug:A' },
    ids: [''],
    pinned: [''],
    boosts: (['id', 'brand', 'categoryId', 'tag'] as const).map((by) => ({ by, values: [''], weight: 2 })),
  });
  return tx
    .selectFrom(['products as p', 'productPriceRanges as r', 'productSales as s', 'collectionProducts as m'])
    .select(keyExpression(order).as('key'))
    .where(afterKey(order, key))
    .execute();
});

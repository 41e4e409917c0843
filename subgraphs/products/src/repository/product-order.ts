import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.ts';

/** How a list of products can be ordered. */
export type ProductOrderName = 'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'NAME' | 'RATING' | 'RELEVANCE';

/** An order of products for keyset pagination: columns that are unique together, all in one direction. */
export interface ProductOrder {
  readonly direction: 'ASC' | 'DESC';
  readonly columns: readonly { readonly sql: string; readonly type: keyof typeof typeSchemas }[];
  /** Whether it needs the price range of one currency, joined as `r`. */
  readonly byPrice?: boolean;
}

/** The sort key of a product, as a cursor carries it. */
export type ProductKey = (string | number)[];

const typeSchemas = {
  uuid: z.guid(),
  timestamptz: z.iso.datetime({ offset: true }),
  text: z.string().refine((text) => !text.includes('\0')),
  integer: z.int32(),
  float8: z.number(),
} as const;

const id = { sql: 'p.id', type: 'uuid' } as const;
const price = { sql: 'r.min_minor', type: 'integer' } as const;
const pricedId = { sql: 'r.product_id', type: 'uuid' } as const;

/** Every order. RELEVANCE reads `rank`, which only a text search has. */
export const productOrders: Readonly<Record<ProductOrderName, ProductOrder>> = {
  NEWEST: { direction: 'DESC', columns: [{ sql: 'p.created_at', type: 'timestamptz' }, id] },
  PRICE_ASC: { direction: 'ASC', columns: [price, pricedId], byPrice: true },
  PRICE_DESC: { direction: 'DESC', columns: [price, pricedId], byPrice: true },
  NAME: { direction: 'ASC', columns: [{ sql: 'p.name', type: 'text' }, id] },
  RATING: {
    direction: 'DESC',
    columns: [{ sql: 'p.rating_average', type: 'float8' }, { sql: 'p.rating_count', type: 'integer' }, id],
  },
  RELEVANCE: { direction: 'DESC', columns: [{ sql: 'p.rank', type: 'float8' }, id] },
};

/** What a cursor of this order must hold. */
export function keySchema({ columns }: ProductOrder): z.ZodType<ProductKey> {
  const [first, ...rest] = columns.map(({ type }) => typeSchemas[type]);
  if (first === undefined) throw new TypeError('An order needs columns');
  return z.tuple([first, ...rest]);
}

/** The columns of the sort key as one JSON array. */
export function keyExpression({ columns }: ProductOrder): Prisma.Sql {
  return Prisma.raw(`jsonb_build_array(${columns.map(({ sql }) => sql).join(', ')})`);
}

/** `ORDER BY`, without the words. */
export function orderExpression({ columns, direction }: ProductOrder): Prisma.Sql {
  return Prisma.raw(columns.map(({ sql }) => `${sql} ${direction}`).join(', '));
}

/** Holds for what comes after the row whose sort key is given. */
export function afterKey({ columns, direction }: ProductOrder, key: ProductKey): Prisma.Sql {
  const left = Prisma.raw(columns.map(({ sql }) => sql).join(', '));
  const right = Prisma.join(
    columns.map(({ type }, index) => Prisma.sql`${String(key[index])}::text::${Prisma.raw(type)}`),
  );
  return Prisma.sql`(${left}) ${Prisma.raw(direction === 'ASC' ? '>' : '<')} (${right})`;
}

import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import {
  countBrands,
  listBrands,
  type BrandFilter,
  type BrandKey,
  type BrandOrder,
} from '../repository/brand-list.ts';
import type { Brand } from '../repository/brands.ts';

/** Which brands, in which order, and which part of them. */
export interface ReadBrands extends ConnectionArguments, BrandFilter {
  readonly order: BrandOrder;
}

const keys = {
  NAME_ASC: z.tuple([z.string(), z.uuid()]),
  NEWEST: z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]),
} as const;

/** A page of the brands. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readBrands(
  { database: { statements } }: Pick<Parts, 'database'>,
  { which, nameStartsWith, order, ...args }: ReadBrands,
): Promise<Connection<Brand>> {
  const filter = { which, nameStartsWith };
  const identity = ['brands', which, order, nameStartsWith] as const;
  const page = readPage(args, { identity, key: keys[order] as z.ZodType<BrandKey> });
  const { cursor: after, direction, fetchSize: size } = page;
  return toConnection({
    page,
    rows: await listBrands(statements, filter, order, { size, after, direction }),
    keyOf: ({ id, nameKey, createdAt }): BrandKey => [order === 'NAME_ASC' ? nameKey : createdAt, id],
    totalCount: () => countBrands(statements, filter),
  });
}

import {
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type ListIdentity,
} from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import { keySchema, productOrder } from './repository/product-order.ts';
import {
  countProducts,
  readProductPage,
  type ListedProduct,
  type ProductListSpec,
} from './repository/product-pages.ts';

/** A list of products, and what a client asked for to get it. */
export interface ProductList extends ProductListSpec {
  readonly of: ListIdentity;
}

/** Reads a page of products in a stable order. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function listProducts(
  { database: { statements } }: Pick<Parts, 'database'>,
  { of, ...spec }: ProductList,
  args: ConnectionArguments,
): Promise<Connection<ListedProduct>> {
  const identity: ListIdentity = [...of, spec.order, spec.currency];
  const page = readPage(args, { identity, key: keySchema(productOrder(spec.order)) });
  const rows = await readProductPage(statements, spec, { after: page.cursor, limit: page.fetchSize });
  return toConnection({
    page,
    rows,
    keyOf: ({ key }) => key,
    totalCount: () => countProducts(statements, spec),
  });
}

import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import type { Database } from '../repository/database.ts';
import { keySchema, productOrders } from '../repository/product-order.ts';
import {
  countProducts,
  readProductPage,
  type ListedProduct,
  type ProductListSpec,
} from '../repository/product-pages.ts';

/** Reads a page of products in a stable order. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function listProducts(
  database: Database,
  spec: ProductListSpec,
  args: ConnectionArguments,
): Promise<Connection<ListedProduct>> {
  const page = readPage(args, keySchema(productOrders[spec.order]));
  const rows = await readProductPage(database, spec, { after: page.cursor, limit: page.fetchSize });
  return toConnection({
    page,
    rows,
    keyOf: ({ key }) => key,
    totalCount: () => countProducts(database, spec),
  });
}

import {
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type ListIdentity,
} from '@cartwright/graph';
import type { Variant } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { matchedVariantLoader } from '../repository/matched-variants.ts';
import { keySchema, productOrder } from '../repository/product-order.ts';
import type { ListedProduct, ProductListSpec } from '../repository/listed-products.ts';
import { countProducts, readProductPage } from '../repository/product-pages.ts';
import { precisionOf, type CountPrecision } from '../rules/counted.ts';
import type { ListWarning } from '../rules/list-warning.ts';

/** A list of products, and what a client asked for to get it. */
export interface ProductList extends ProductListSpec {
  readonly of: ListIdentity;
  /** What was asked for in vain; read when somebody asks. */
  readonly warnings: () => Promise<ListWarning[]>;
}

/** A page of products. */
export interface ProductConnection extends Omit<Connection<ListedProduct>, 'edges'> {
  readonly edges: ProductEdge[];
  readonly totalCountPrecision: () => Promise<CountPrecision>;
  readonly warnings: () => Promise<ListWarning[]>;
}

/** A product in its place, with the variant that the list means. */
export interface ProductEdge {
  readonly cursor: string;
  readonly node: ListedProduct;
  readonly matchedVariant: () => Promise<Variant | null>;
}

/** Reads a page of products in a stable order. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function listProducts(
  { database: { statements } }: Pick<Parts, 'database'>,
  { of, warnings, ...spec }: ProductList,
  args: ConnectionArguments,
): Promise<ProductConnection> {
  const page = readPage(args, {
    identity: [...of, nameOf(spec), spec.filter.offer.currency],
    key: keySchema(productOrder(spec.order)),
  });
  const { products: rows, counted } = await readProductPage(statements, spec, {
    after: page.cursor,
    limit: page.fetchSize,
  });
  let count = counted === undefined ? undefined : Promise.resolve(counted);
  const totalCount = () => (count ??= countProducts(statements, spec));
  const connection = toConnection({ page, rows, keyOf: ({ key }) => key, totalCount });
  const matched = matchedVariantLoader(statements, spec.filter.offer);
  const edgeOf = (edge: (typeof connection.edges)[number]): ProductEdge => ({
    ...edge,
    matchedVariant: () => matched.load(edge.node.id),
  });
  const totalCountPrecision = async () => precisionOf(await totalCount());
  return {
    nodes: connection.nodes,
    // A cursor for each product is made where somebody asks for one.
    get edges() {
      return connection.edges.map(edgeOf);
    },
    get pageInfo() {
      return connection.pageInfo;
    },
    totalCount,
    totalCountPrecision,
    warnings,
  };
}

/** Names went by their bytes once: a cursor from then does not fit the order of today. */
function nameOf({ order }: ProductListSpec): string {
  return order === 'NAME' ? 'NAME as people sort' : order;
}

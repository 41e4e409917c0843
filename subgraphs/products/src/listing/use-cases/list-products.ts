import {
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type ListIdentity,
} from '@cartwright/graph';
import type { CatalogueLoaders, OfferedVariant, Product } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { keySchema, productOrder } from '../repository/product-order.ts';
import type { ProductListSpec } from '../repository/listed-products.ts';
import { countProducts, readProductPage } from '../repository/product-pages.ts';
import { precisionOf, type CountPrecision } from '../rules/counted.ts';
import type { ListWarning } from '../rules/list-warning.ts';
import { matchedVariantLoader } from './matched-variants.ts';

/** A list of products, and what a client asked for to get it. */
export interface ProductList extends ProductListSpec {
  readonly of: ListIdentity;
  /** What gives the products and variants that are in it. */
  readonly loaders: Pick<CatalogueLoaders, 'products' | 'variants'>;
  /** What was asked for in vain; read when somebody asks. */
  readonly warnings: () => Promise<ListWarning[]>;
}

/** A page of products. */
export interface ProductConnection extends Omit<Connection<Product>, 'edges'> {
  readonly edges: ProductEdge[];
  readonly totalCountPrecision: () => Promise<CountPrecision>;
  readonly warnings: () => Promise<ListWarning[]>;
}

/** A product in its place, with the variant that the list means. */
export interface ProductEdge {
  readonly cursor: string;
  readonly node: Product;
  readonly matchedVariant: () => Promise<OfferedVariant | null>;
}

/** Reads a page of products in a stable order. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function listProducts(
  dependencies: Pick<Parts, 'database'>,
  { of, loaders, warnings, ...spec }: ProductList,
  args: ConnectionArguments,
): Promise<ProductConnection> {
  const { statements } = dependencies.database;
  const page = readPage(args, {
    identity: [...of, nameOf(spec), spec.filter.offer.currency],
    get key() {
      return keySchema(productOrder(spec.order));
    },
  });
  const { products: rows, counted } = await readProductPage(statements, spec, {
    after: page.cursor,
    direction: page.direction,
    limit: page.fetchSize,
  });
  let count = counted === undefined ? undefined : Promise.resolve(counted);
  const totalCount = () => (count ??= countProducts(statements, spec));
  const connection = toConnection({ page, rows, keyOf: ({ key }) => key, totalCount });
  const nodes = await loaders.products(connection.nodes);
  const matched = matchedVariantLoader(dependencies, loaders, spec.filter.offer);
  const edgesOf = (): ProductEdge[] => {
    const products = new Map(nodes.map((node) => [node.id, node]));
    return connection.edges.flatMap(({ cursor, node: { id } }) => {
      const node = products.get(id);
      return node === undefined ? [] : [{ cursor, node, matchedVariant: () => matched.load(id) }];
    });
  };
  const totalCountPrecision = async () => precisionOf(await totalCount());
  return {
    nodes,
    // A cursor for each product is made where somebody asks for one.
    get edges() {
      return edgesOf();
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

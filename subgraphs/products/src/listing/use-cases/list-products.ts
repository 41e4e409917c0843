import {
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type ListIdentity,
} from '@cartwright/graph';
import type { z } from 'zod';
import type { CatalogueLoaders, OfferedVariant, Product } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { keySchema, productOrder, type ProductKey } from '../repository/product-order.ts';
import type { PagePlace, ProductListSpec } from '../repository/listed-products.ts';
import { countProducts, readProductPage, type ProductPage } from '../repository/product-pages.ts';
import { precisionOf, type CountPrecision } from '../rules/counted.ts';
import type { ListWarning } from '../rules/list-warning.ts';
import { matchedVariantLoader } from './matched-variants.ts';

/** Where the pages of a list come from. */
export interface ProductPages {
  /** What the key of a product must be, of which cursors are made. */
  readonly keySchema: () => z.ZodType<ProductKey>;
  readonly page: (place: PagePlace) => Promise<ProductPage>;
  /** How many the list holds, up to `mostCounted`. */
  readonly count: () => Promise<number>;
}

/** A list of products, and what a client asked for to get it. */
export interface ProductList extends ProductListSpec {
  readonly of: ListIdentity;
  /** Left out, it is read from the database. */
  readonly pages?: ProductPages;
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
  { of, loaders, warnings, pages: given, ...spec }: ProductList,
  args: ConnectionArguments,
): Promise<ProductConnection> {
  const pages = given ?? pagesOf(dependencies, spec);
  const page = readPage(args, {
    identity: [...of, nameOf(spec), spec.filter.offer.currency],
    get key() {
      return pages.keySchema();
    },
  });
  const { products: rows, counted } = await pages.page({
    after: page.cursor,
    direction: page.direction,
    limit: page.fetchSize,
  });
  let count = counted === undefined ? undefined : Promise.resolve(counted);
  const totalCount = () => (count ??= pages.count());
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

function pagesOf({ database: { statements } }: Pick<Parts, 'database'>, spec: ProductListSpec): ProductPages {
  return {
    keySchema: () => keySchema(productOrder(spec.order)),
    page: (place) => readProductPage(statements, spec, place),
    count: () => countProducts(statements, spec),
  };
}

/** Names went by their bytes once: a cursor from then does not fit the order of today. */
function nameOf({ order }: ProductListSpec): string {
  return order === 'NAME' ? 'NAME as people sort' : order;
}

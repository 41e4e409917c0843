import { isId, type ConnectionArguments, type ListIdentity } from '@cartwright/graph';
import type { CategoryTree } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import type { ProductOrderName } from '../repository/product-order.ts';
import type { ProductFilter } from '../repository/product-filter.ts';
import { readExistingIds } from '../repository/existing-ids.ts';
import type { ListWarning } from '../rules/list-warning.ts';
import { narrows, type ProductChoice } from '../rules/product-choice.ts';
import { listProducts, type ProductConnection, type ProductList } from './list-products.ts';
import { productFilterOf } from './product-filter-of.ts';
import { warnOfUnknown } from './warn-of-unknown.ts';

/** A list that no words were searched for. */
export interface ProductListRequest extends Pick<ProductList, 'loaders'> {
  /** What tells its cursors from those of other lists. */
  readonly of: ListIdentity;
  readonly choice: ProductChoice;
  /** Products to choose from; null for all. */
  readonly ids: readonly string[] | null;
  /** The category that all are in or below; null for any. */
  readonly below: string | null;
  /** The collection that all are in, and whether staff have put it together; null for any. */
  readonly collection: { readonly id: string; readonly isByHand: boolean } | null;
  /** What the brand that all are of is and was called; left out for any. */
  readonly ofBrand?: readonly string[];
  /** Null for the order of the ids or of the staff, or else the newest first. */
  readonly order: Exclude<ProductOrderName, 'RELEVANCE' | 'IDS'> | null;
  readonly page: ConnectionArguments;
  readonly readTree: () => Promise<CategoryTree>;
}

/** Reads a page of a list. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function readProductList(
  dependencies: Pick<Parts, 'database'>,
  request: ProductListRequest,
): Promise<ProductConnection> {
  const { of, choice, ids, page, loaders } = request;
  return listProducts(
    dependencies,
    {
      of: ids === null && !narrows(choice) ? of : [...of, ids, choice],
      filter: await filterOf(dependencies, request),
      order: orderOf(request),
      loaders,
      warnings: () => warningsFor(dependencies, request),
    },
    page,
  );
}

/** MANUAL is an order of what staff have put together alone. */
function orderOf({ order, ids, collection }: ProductListRequest): ProductOrderName {
  const isByHand = collection?.isByHand ?? false;
  if (order === 'MANUAL') return isByHand ? 'MANUAL' : 'NEWEST';
  if (order !== null) return order;
  if (ids !== null) return 'IDS';
  return isByHand ? 'MANUAL' : 'NEWEST';
}

async function filterOf(
  dependencies: Pick<Parts, 'database'>,
  { choice, ids, below, collection, ofBrand, readTree }: ProductListRequest,
): Promise<ProductFilter> {
  const filter = await productFilterOf(dependencies, choice, readTree);
  const within = below === null ? null : (await readTree()).idsBelow(below);
  const brands = ofBrand?.filter((name) => filter.brands?.includes(name) ?? true);
  const categoryIds = within?.filter((id) => filter.categoryIds?.includes(id) ?? true);
  return {
    ...filter,
    ...(categoryIds === undefined ? {} : { categoryIds }),
    ...(brands === undefined ? {} : { brands }),
    ...(collection === null ? {} : { collectionId: collection.id }),
    ...(ids === null ? {} : { ids: [...new Set(ids.filter(isId))] }),
  };
}

async function warningsFor(
  dependencies: Pick<Parts, 'database'>,
  { ids, choice, readTree }: ProductListRequest,
): Promise<ListWarning[]> {
  const [absent, unknown] = await Promise.all([
    ids === null ? [] : absentOf(dependencies, ids),
    warnOfUnknown(dependencies, { choice, readTree }),
  ]);
  return [...absent, ...unknown];
}

async function absentOf(
  { database: { statements } }: Pick<Parts, 'database'>,
  ids: readonly string[],
): Promise<ListWarning[]> {
  const existing = new Set(await readExistingIds(statements, ids.filter(isId)));
  return [...new Set(ids)]
    .filter((id) => !existing.has(id.toLowerCase()))
    .map((id) => ({
      code: 'PRODUCT_NOT_FOUND',
      message: `There is no product with the id "${id}".`,
      target: id,
    }));
}

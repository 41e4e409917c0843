import type { Statements } from '@cartwright/database';
import type { StoreCurrency } from '@cartwright/money';
import { productColumns, type Product } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import { allOf, inFilter, type ProductFilter } from './product-filter.ts';
import {
  afterKey,
  keyExpression,
  productOrder,
  type ProductKey,
  type ProductOrder,
  type ProductOrderName,
} from './product-order.ts';

/** Which products a list holds, and in which order. */
export interface ProductListSpec {
  readonly filter: ProductFilter;
  /** RELEVANCE needs a filter with a `tsquery`. */
  readonly order: ProductOrderName;
  /** Of the prices that PRICE_ASC and PRICE_DESC go by: those orders leave out what is not sold in it. */
  readonly currency: StoreCurrency;
}

/** A product in a list, with what its cursor is made of. */
export type ListedProduct = Product & { readonly key: ProductKey };

/** Reads up to `limit` products after the one with the given key; null for the start. */
export function readProductPage(
  db: Statements<Tables>,
  spec: ProductListSpec,
  { after, limit }: { after: ProductKey | null; limit: number },
): Promise<ListedProduct[]> {
  const order = productOrder(spec.order, spec.filter.tsquery);
  const { columns, direction } = order;
  const query = listed(db, spec, order)
    .select(productColumns)
    .select(keyExpression(order).as('key'))
    .where(allOf([inFilter(spec.filter), after === null ? null : afterKey(order, after)]))
    .limit(limit);
  return columns.reduce((ordered, { expression }) => ordered.orderBy(expression, direction), query).execute();
}

/** Counts the products of a list. */
export async function countProducts(db: Statements<Tables>, spec: ProductListSpec): Promise<number> {
  const { count } = await listed(db, spec, productOrder(spec.order, spec.filter.tsquery))
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where(inFilter(spec.filter))
    .executeTakeFirstOrThrow();
  return count;
}

function listed(db: Statements<Tables>, { currency }: ProductListSpec, { byPrice = false }: ProductOrder) {
  return db
    .selectFrom('products as p')
    .$if(byPrice, (query) =>
      query.innerJoin('productPriceRanges as r', (join) =>
        join.onRef('r.productId', '=', 'p.id').on('r.currency', '=', currency),
      ),
    );
}

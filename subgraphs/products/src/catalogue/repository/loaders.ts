import { anyOf, type Statements } from '@cartwright/database';
import { byKey, isId, listByKey } from '@cartwright/graph';
import type { Tables } from '../../tables.ts';
import { CategoryTree } from '../rules/category-tree.ts';
import { productColumns, type Product, type Variant } from './products.ts';

/** The reads of one operation, gathered into one statement for each kind; an id or a slug of nothing gives null. */
export function catalogueLoaders(db: Statements<Tables>) {
  return {
    ...productLoaders(db),
    ...variantLoaders(db),
    categories: categoryTree(db),
  };
}

function productLoaders(db: Statements<Tables>) {
  const products = () => db.selectFrom('products as p').select(productColumns);
  return {
    product: byKey(
      (ids) =>
        products()
          .where('p.id', '=', anyOf(ids.filter(isId)))
          .execute(),
      ({ id }: Product) => id,
    ),
    productBySlug: byKey(
      (slugs) =>
        products()
          .where('p.slug', '=', anyOf(slugs.filter(isText)))
          .execute(),
      ({ slug }: Product) => slug,
    ),
  };
}

function variantLoaders(db: Statements<Tables>) {
  const variants = () => db.selectFrom('productVariants').selectAll();
  const inOrder = () => variants().orderBy('productId').orderBy('position');
  return {
    variant: byKey(
      (ids) =>
        variants()
          .where('id', '=', anyOf(ids.filter(isId)))
          .execute(),
      ({ id }: Variant) => id,
    ),
    variantsOfProduct: listByKey(
      (productIds) => inOrder().where('productId', '=', anyOf(productIds)).execute(),
      ({ productId }: Variant) => productId,
    ),
  };
}

/** Reads the whole category tree, once. */
function categoryTree(db: Statements<Tables>): () => Promise<CategoryTree> {
  let tree: Promise<CategoryTree> | undefined;
  const read = async () => new CategoryTree(await db.selectFrom('categories').selectAll().execute());
  return () => (tree ??= read());
}

/** PostgreSQL takes no NUL in a text. */
function isText(text: string): boolean {
  return !text.includes('\0');
}

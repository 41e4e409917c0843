import { anyOf, keyedRead, type Statements } from '@cartwright/database';
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

const productsByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('products as p').select(productColumns).where('p.id', '=', anyOf(ids)),
);

const productsBySlugs = keyedRead((db: Statements<Tables>, slugs: readonly string[]) =>
  db.selectFrom('products as p').select(productColumns).where('p.slug', '=', anyOf(slugs)),
);

function productLoaders(db: Statements<Tables>) {
  return {
    product: byKey(
      (ids) => productsByIds(db, ids.filter(isId)),
      ({ id }: Product) => id,
    ),
    productBySlug: byKey(
      (slugs) => productsBySlugs(db, slugs.filter(isText)),
      ({ slug }: Product) => slug,
    ),
  };
}

const variantsByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('productVariants').selectAll().where('id', '=', anyOf(ids)),
);

const variantsOfProducts = keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
  db
    .selectFrom('productVariants')
    .selectAll()
    .where('productId', '=', anyOf(productIds))
    .orderBy('productId')
    .orderBy('position'),
);

function variantLoaders(db: Statements<Tables>) {
  return {
    variant: byKey(
      (ids) => variantsByIds(db, ids.filter(isId)),
      ({ id }: Variant) => id,
    ),
    variantsOfProduct: listByKey(
      (productIds) => variantsOfProducts(db, productIds),
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

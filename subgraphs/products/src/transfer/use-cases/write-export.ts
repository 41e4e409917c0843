import { pagesBehind, writeRecords } from '@cartwright/transfer';
import { readTree, type CategoryTree } from '../../catalogue/door.ts';
import { originalPath } from '../../media/door.ts';
import type { Parts } from '../../parts.ts';
import { unreservedOf } from '../../stock/door.ts';
import { readExportedProducts, type StoredExport } from '../repository/exported-products.ts';
import type { ProductExport } from '../repository/exports.ts';
import type { ExportedCategory, ExportedProduct } from '../rules/exported-product.ts';
import { categoryPath } from '../rules/find-category.ts';
import { jsonOfPrice, jsonOfProduct } from '../rules/json-of-product.ts';
import {
  priceColumns,
  priceRowsOf,
  productColumns,
  rowsOfProduct,
  stockColumns,
  stockRowsOf,
} from '../rules/rows-of-product.ts';

type File = Pick<ProductExport, 'content' | 'format' | 'currency'>;

const productsAtOnce = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** All products, prices or stock levels, written as they are read: no more than a few hundred products are held. */
export async function* writeExport(
  { database: { statements }, config }: Pick<Parts, 'database' | 'config'>,
  file: File,
): AsyncGenerator<string> {
  const tree = await readTree(statements);
  const pages = pagesBehind((last?: StoredExport) =>
    readExportedProducts(statements, { after: last?.id ?? beforeAll, limit: productsAtOnce }),
  );
  const shown = (product: StoredExport) => exportedOf(product, config.PUBLIC_URL);
  yield* writeRecords(file.format, pages, {
    columns: columnsOf[file.content],
    rowsOf: (product) => rowsOf(shown(product), file, tree),
    objectsOf: (product) => objectsOf(shown(product), file.content, tree),
  });
}

const columnsOf = { PRODUCTS: productColumns, PRICES: priceColumns, STOCK: stockColumns } as const;

function rowsOf(product: ExportedProduct, { content, currency }: File, tree: CategoryTree) {
  switch (content) {
    case 'PRODUCTS':
      return rowsOfProduct(product, { category: categoryOf(product, tree), currency });
    case 'PRICES':
      return priceRowsOf(product);
    case 'STOCK':
      return stockRowsOf(product);
  }
}

function objectsOf(product: ExportedProduct, content: File['content'], tree: CategoryTree): object[] {
  const { variants } = product;
  switch (content) {
    case 'PRODUCTS':
      return [jsonOfProduct(product, categoryOf(product, tree))];
    case 'PRICES':
      return variants.flatMap(({ sku, prices }) => prices.map((price) => ({ sku, ...jsonOfPrice(price) })));
    case 'STOCK':
      return variants.flatMap(({ sku, levels }) =>
        levels.map(({ location, unreserved: available }) => ({ sku, location, available })),
      );
  }
}

function categoryOf({ categoryId }: ExportedProduct, tree: CategoryTree): ExportedCategory | undefined {
  const category = tree.get(categoryId);
  if (category === null) return undefined;
  return { slug: category.slug, name: category.name, path: categoryPath(tree, categoryId) };
}

function exportedOf({ images, variants, ...product }: StoredExport, publicUrl: string): ExportedProduct {
  const shown = images.map((image) => ({
    id: image.id,
    url: `${publicUrl}${originalPath(image)}`,
    altText: image.altText,
  }));
  const counted = variants.map((variant) => ({ ...variant, unreserved: unreservedOf(variant) }));
  return { ...product, images: shown, variants: counted };
}

import type { Transaction } from '@cartwright/database';
import {
  sampleBundles,
  sampleCatalogue,
  type SampleBundle,
  type SampleProduct,
} from '@cartwright/sample-data';
import { saveBundleParts } from '../bundles/door.ts';
import { CategoryTree } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import { announceMoved, lockStock, refreshBundlesOf } from '../stock/door.ts';
import type { Tables } from '../tables.ts';
import { insertProducts } from './insert-products.ts';
import { productRows } from './product-rows.ts';

/**
 * Adds the bundles of the sample shop, once its products are there: none where these are too few, or staff have deleted a part. Bundles that are
 * there stay as they are. No messages are sent: other domains seed their own copies. @returns how many were not there before
 */
export async function seedBundles(
  { transaction }: Pick<Parts['database'], 'transaction'>,
  options: { readonly products?: number } = {},
): Promise<number> {
  const { categories, products } = sampleCatalogue(options);
  const tree = new CategoryTree(categories.map((category) => ({ ...category, version: 1 })));
  let inserted = 0;
  for (const bundle of sampleBundles(products)) {
    const surroundings = { categoryPath: (id: string) => tree.path(id), now: new Date() };
    const rows = productRows([withoutStock(bundle.product)], surroundings);
    inserted += await transaction(async (tx) => {
      const partIds = new Set(bundle.parts.flatMap(({ parts }) => parts.map(({ variantId }) => variantId)));
      const areAllThere = (await lockStock(tx, partIds)).size === partIds.size;
      const isNew = areAllThere && (await insertProducts(tx, rows)) > 0;
      if (isNew) await fill(tx, bundle, partIds);
      return isNew ? 1 : 0;
    });
  }
  return inserted;
}

/** A bundle has no pieces of its own. */
function withoutStock(product: SampleProduct): SampleProduct {
  return { ...product, variants: product.variants.map((variant) => ({ ...variant, stockOnHand: 0 })) };
}

/** Says what new bundles consist of, and works out what may be bought of them. */
async function fill(
  tx: Transaction<Tables>,
  { parts: bundles }: SampleBundle,
  partIds: ReadonlySet<string>,
): Promise<void> {
  for (const { variantId, parts } of bundles) await saveBundleParts(tx, variantId, parts);
  const moved = await refreshBundlesOf(
    tx,
    [...partIds].map((variantId) => ({ variantId, isPart: true })),
  );
  await announceMoved(tx, moved);
}

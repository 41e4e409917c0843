import { runSeed } from '@cartwright/subgraph';
import { products } from './app.ts';
import { seedBundles } from './seed/seed-bundles.ts';
import { seedProducts } from './seed/seed-products.ts';

await runSeed(products, async ({ database, products: wanted, progress }) => {
  const shop = wanted === undefined ? {} : { products: wanted };
  const { inserted, total } = await seedProducts(database, { ...shop, progress });
  const bundles = await seedBundles(database, shop);
  return `${inserted} of ${total} products added, and ${bundles} bundles`;
});

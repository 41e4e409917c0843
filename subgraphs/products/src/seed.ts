import { runSeed } from '@cartwright/subgraph';
import { products } from './app.ts';
import { seedProducts } from './seed/seed-products.ts';

await runSeed(products, async ({ database, products: wanted, progress }) => {
  const { inserted, total } = await seedProducts(database, {
    ...(wanted !== undefined && { products: wanted }),
    progress,
  });
  return `${inserted} of ${total} products added`;
});

import { runSeed } from '@cartwright/subgraph';
import { carts } from './app.ts';
import { seedCarts } from './cart/seed-carts.ts';
import { seedCatalogue } from './offers/seed-catalogue.ts';
import { seedPromotions } from './promotions/seed-promotions.ts';
import { seedTaxes } from './taxes/seed-taxes.ts';
import { seedWishLists } from './wish-lists/seed-wish-lists.ts';

await runSeed(carts, async ({ database, products, progress }) => {
  const variants = await seedCatalogue(database, products, progress);
  const added = await seedCarts(database);
  await seedTaxes(database);
  const wishLists = await seedWishLists(database);
  const promotions = await seedPromotions(database);
  return `${variants} variants known, ${added} carts, ${wishLists} wish lists and ${promotions} promotions added`;
});

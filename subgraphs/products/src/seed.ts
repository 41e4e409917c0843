import { loadSeedConfig } from './config.ts';
import { seedProducts } from './seed/seed-products.ts';

const { databaseUrl, products } = loadSeedConfig();
const { inserted, total } = await seedProducts(databaseUrl, products === undefined ? {} : { products });
process.stdout.write(`products: ${inserted} of ${total} products added\n`);

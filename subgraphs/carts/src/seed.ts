import { loadSeedConfig } from './config.ts';
import { createCartsRepository } from './repository/carts-repository.ts';
import { seedCarts } from './seed/seed-carts.ts';
import { seedCatalogue } from './seed/seed-catalogue.ts';

const { databaseUrl, products } = loadSeedConfig();
const repository = createCartsRepository(databaseUrl);
const variants = await seedCatalogue(repository, products);
const carts = await seedCarts(repository);
await repository.close();
process.stdout.write(`carts: ${variants} variants known, ${carts} carts added\n`);

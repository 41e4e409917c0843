import { sampleOrders } from '@cartwright/sample-data';
import { loadSeedConfig } from './config.ts';
import { createDatabase } from './repository/database.ts';
import { seedOrders } from './repository/seed-orders.ts';
import { pastOrder } from './seed/past-order.ts';

const database = createDatabase(loadSeedConfig().DATABASE_URL);
await seedOrders(database, sampleOrders().map(pastOrder));
await database.$disconnect();

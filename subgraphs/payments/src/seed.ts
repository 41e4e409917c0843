import { sampleOrders } from '@cartwright/sample-data';
import pg from 'pg';
import { loadSeedConfig } from './config.ts';
import { seedLedger } from './seed/seed-ledger.ts';
import { seedPayments } from './seed/seed-payments.ts';
import { toSeedPayment } from './seed/to-seed-payment.ts';

const client = new pg.Client({ connectionString: loadSeedConfig().DATABASE_URL });
const payments = sampleOrders()
  .map(toSeedPayment)
  .filter((payment) => payment !== null);

await client.connect();
await client.query('BEGIN');
await seedPayments(client, payments);
await seedLedger(client, payments);
await client.query('COMMIT');
await client.end();

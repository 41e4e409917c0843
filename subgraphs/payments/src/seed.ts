import { openDatabase } from '@cartwright/database';
import { sampleOrders } from '@cartwright/sample-data';
import { runSeed } from '@cartwright/subgraph';
import { seedLedger } from '../simulator/books/seed-ledger.ts';
import type { SimulatorTables } from '../simulator/tables.ts';
import { payments } from './app.ts';
import { seedPayments } from './charging/door.ts';
import { issueMissingCreditNotes, issueMissingReceipts } from './receipts/door.ts';
import { toSeedCharge } from './seed/to-seed-charge.ts';
import { toSeedPayment } from './seed/to-seed-payment.ts';

await runSeed(payments, async ({ database, databaseUrl }) => {
  const past = sampleOrders()
    .map(toSeedPayment)
    .filter((payment) => payment !== null);
  await database.transaction(async (tx) => {
    await seedPayments(tx, past);
    const ids = past.map(({ payment }) => payment.id);
    await issueMissingReceipts(tx, ids);
    await issueMissingCreditNotes(tx, ids);
  });
  const simulator = openDatabase<SimulatorTables>(databaseUrl);
  try {
    await simulator.transaction((tx) => seedLedger(tx, past.map(toSeedCharge)));
  } finally {
    await simulator.close();
  }
  return `${past.length} payments`;
});

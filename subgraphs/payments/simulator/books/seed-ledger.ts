import { insertRows, type Transaction } from '@cartwright/database';
import type { Insertable } from 'kysely';
import type { SimulatorTables } from '../tables.ts';

type Entry = Insertable<SimulatorTables['simulator.entries']>;

/** A past payment in the simulator's books. */
export interface SeedCharge {
  readonly payment: Insertable<SimulatorTables['simulator.payments']>;
  readonly entries: readonly Entry[];
}

/** Writes past payments into the simulator's books; those that are there stay as they are. */
export async function seedLedger(
  tx: Transaction<SimulatorTables>,
  charges: readonly SeedCharge[],
): Promise<void> {
  const [first, ...others] = charges.map(({ payment }) => payment);
  if (first === undefined) return;
  const inserted = await insertRows(tx, 'simulator.payments', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .returning('reference')
    .execute();
  const references = new Set(inserted.map(({ reference }) => reference));
  await insertEntries(
    tx,
    charges.filter(({ payment }) => references.has(payment.reference)).flatMap(({ entries }) => entries),
  );
}

async function insertEntries(
  tx: Transaction<SimulatorTables>,
  [first, ...others]: readonly Entry[],
): Promise<void> {
  if (first !== undefined) await insertRows(tx, 'simulator.entries', [first, ...others]).execute();
}

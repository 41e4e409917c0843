import {
  anyOf,
  changeLater,
  insertOnce,
  insertRows,
  keyedRead,
  type Rows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { SimulatorTables } from '../tables.ts';

type Db = Statements<SimulatorTables>;
type Tx = Transaction<SimulatorTables>;
type Columns = SimulatorTables['simulator.payments'];

const shown = [
  'reference',
  'orderReference',
  'token',
  'currency',
  'amountMinor',
  'state',
  'authorizedMinor',
  'capturedMinor',
  'refundedMinor',
  'declineCode',
  'declineReason',
  'returnUrl',
  'createdAt',
] as const;

/** A payment in the simulator's books. */
export type SimulatedPayment = Pick<Selectable<Columns>, (typeof shown)[number]>;

/** The same with when it is authorised by itself; null when that is not to come. */
export type BookedPayment = SimulatedPayment & Pick<Selectable<Columns>, 'settleAt'>;

/** Money that moves. */
export type Entry = Pick<
  Insertable<SimulatorTables['simulator.entries']>,
  'reference' | 'kind' | 'amountMinor'
>;

/** How a payment stands; undefined when there is none. */
export async function readPayment(db: Db, reference: string): Promise<SimulatedPayment | undefined> {
  if (reference.includes('\0')) return undefined; // PostgreSQL takes no NUL in text
  return db
    .selectFrom('simulator.payments')
    .select(shown)
    .where('reference', '=', reference)
    .executeTakeFirst();
}

/** References of payments that are to be authorised by now without a request. */
export async function findToSettle(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('simulator.payments')
    .select('reference')
    .where('settleAt', '<=', now)
    .orderBy('settleAt')
    .limit(50)
    .execute();
  return rows.map(({ reference }) => reference);
}

/** Reads payments that the caller has locked, with what else is stored of them. */
export const readPayments = keyedRead((tx: Db, references: readonly string[]) =>
  tx
    .selectFrom('simulator.payments')
    .select([...shown, 'settleAt'])
    .where('reference', '=', anyOf(references)),
);

/**
 * Stores payments as they have become, and the entries for the money that this has moved, with what the transaction sends next; entries
 * are never changed.
 */
export async function storePayments(
  tx: Tx,
  [first, ...others]: readonly BookedPayment[],
  [entry, ...more]: readonly Entry[],
): Promise<void> {
  if (first === undefined) return;
  await changeLater(tx, upsertPayments.queryFor(tx, [first, ...others]));
  if (entry !== undefined) await changeLater(tx, insertEntries.queryFor(tx, [entry, ...more]));
}

const upsertPayments = insertOnce((tx: Db, payments: Rows<BookedPayment>) =>
  insertRows(tx, 'simulator.payments', payments).onConflict((conflict) =>
    conflict.column('reference').doUpdateSet((eb) => ({
      state: eb.ref('excluded.state'),
      authorizedMinor: eb.ref('excluded.authorizedMinor'),
      capturedMinor: eb.ref('excluded.capturedMinor'),
      refundedMinor: eb.ref('excluded.refundedMinor'),
      declineCode: eb.ref('excluded.declineCode'),
      declineReason: eb.ref('excluded.declineReason'),
      settleAt: eb.ref('excluded.settleAt'),
    })),
  ),
);

const insertEntries = insertOnce((tx: Db, entries: Rows<Entry>) =>
  insertRows(tx, 'simulator.entries', entries),
);

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [
  (tx) => findToSettle(tx, new Date(0)),
  (tx) => readPayments(tx, ['']),
];

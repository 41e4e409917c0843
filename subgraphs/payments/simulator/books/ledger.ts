import type { Statements, StatementSample, Transaction } from '@cartwright/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
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

/** How a payment stands; undefined when there is none. */
export async function readPayment(db: Db, reference: string): Promise<SimulatedPayment | undefined> {
  if (reference.includes('\0')) return undefined; // PostgreSQL takes no NUL in text
  return db
    .selectFrom('simulator.payments')
    .select(shown)
    .where('reference', '=', reference)
    .executeTakeFirst();
}

/** Locks a reference, whether it names a payment yet or not, and reads its payment. */
export async function lockPayment(tx: Tx, reference: string): Promise<SimulatedPayment | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${reference}, 1))`.execute(tx);
  return readPayment(tx, reference);
}

/** References of payments that are to be authorised by now without a request. */
export async function findToSettle(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('simulator.payments')
    .select('reference')
    .where('settleAt', '<=', now)
    .limit(50)
    .execute();
  return rows.map(({ reference }) => reference);
}

/** Opens a payment in the books. */
export function openPayment(tx: Tx, payment: Insertable<Columns>): Promise<SimulatedPayment> {
  return tx.insertInto('simulator.payments').values(payment).returning(shown).executeTakeFirstOrThrow();
}

/** Authorises the whole amount. */
export function bookAuthorization(
  tx: Tx,
  { reference, amountMinor }: SimulatedPayment,
): Promise<SimulatedPayment> {
  const to: Updateable<Columns> = { state: 'authorized', authorizedMinor: amountMinor, settleAt: null };
  return book(tx, { reference, kind: 'authorization', amountMinor }, to);
}

/** Captures an amount; the table refuses more than was authorised. */
export function bookCapture(
  tx: Tx,
  { reference, capturedMinor }: SimulatedPayment,
  amountMinor: number,
): Promise<SimulatedPayment> {
  const to: Updateable<Columns> = { state: 'captured', capturedMinor: capturedMinor + amountMinor };
  return book(tx, { reference, kind: 'capture', amountMinor }, to);
}

/** Gives up what is authorised, if anything is. */
export function bookVoid(
  tx: Tx,
  { reference, authorizedMinor: amountMinor }: SimulatedPayment,
): Promise<SimulatedPayment> {
  return book(tx, { reference, kind: 'void', amountMinor }, { state: 'voided', settleAt: null });
}

/** Refunds an amount; the table refuses more than was captured. */
export function bookRefund(
  tx: Tx,
  { reference, capturedMinor, refundedMinor: beforeMinor }: SimulatedPayment,
  amountMinor: number,
): Promise<SimulatedPayment> {
  const refundedMinor = beforeMinor + amountMinor;
  const state = refundedMinor === capturedMinor ? 'refunded' : 'captured';
  return book(tx, { reference, kind: 'refund', amountMinor }, { state, refundedMinor });
}

/** Declines a payment that is not decided. */
export function bookDecline(
  tx: Tx,
  { reference }: SimulatedPayment,
  decline: { readonly declineCode: string; readonly declineReason: string },
): Promise<SimulatedPayment> {
  return change(tx, reference, { state: 'declined', settleAt: null, ...decline });
}

/** Changes a payment and adds the entries for the money that this moves; entries are never changed. */
async function book(
  tx: Tx,
  entry: Insertable<SimulatorTables['simulator.entries']>,
  to: Updateable<Columns>,
): Promise<SimulatedPayment> {
  const changed = await change(tx, entry.reference, to);
  await tx.insertInto('simulator.entries').values(entry).execute();
  return changed;
}

function change(tx: Tx, reference: string, to: Updateable<Columns>): Promise<SimulatedPayment> {
  return tx
    .updateTable('simulator.payments')
    .set(to)
    .where('reference', '=', reference)
    .returning(shown)
    .executeTakeFirstOrThrow();
}

const sample: SimulatedPayment = {
  reference: '',
  orderReference: null,
  token: null,
  currency: null,
  amountMinor: 0,
  state: 'processing',
  authorizedMinor: 0,
  capturedMinor: 0,
  refundedMinor: 0,
  declineCode: null,
  declineReason: null,
  returnUrl: null,
  createdAt: new Date(0),
};

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [
  (tx) => lockPayment(tx, ''),
  (tx) => findToSettle(tx, new Date(0)),
  (tx) => openPayment(tx, { ...sample, settleAt: null }),
  (tx) => bookAuthorization(tx, sample),
  (tx) => bookCapture(tx, sample, 0),
  (tx) => bookVoid(tx, sample),
  (tx) => bookRefund(tx, sample, 0),
  (tx) => bookDecline(tx, sample, { declineCode: '', declineReason: '' }),
];

import type { Pool, PoolClient } from 'pg';

/** Where a simulated payment stands. */
export type SimulatedState =
  'processing' | 'action_required' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded';

/** A payment in the simulator's books. */
export interface SimulatedPayment {
  readonly reference: string;
  readonly orderReference: string | null;
  readonly token: string | null;
  readonly currency: string | null;
  readonly amountMinor: number;
  readonly state: SimulatedState;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly declineCode: string | null;
  readonly declineReason: string | null;
}

/** A new payment; what is left out is null. */
export interface NewSimulatedPayment {
  readonly reference: string;
  readonly state: SimulatedState;
  readonly orderReference?: string;
  readonly token?: string;
  readonly currency?: string;
  readonly amountMinor?: number;
  readonly settleAt?: Date | undefined;
  readonly decline?: { code: string; reason: string } | undefined;
}

type EntryKind = 'authorization' | 'capture' | 'void' | 'refund';

const columns = `reference, order_reference AS "orderReference", token, currency, amount_minor AS "amountMinor", state,
  authorized_minor AS "authorizedMinor", captured_minor AS "capturedMinor", refunded_minor AS "refundedMinor",
  decline_code AS "declineCode", decline_reason AS "declineReason"`;

/** How a payment stands; null when there is none. */
export async function readPayment(
  database: Pool | PoolClient,
  reference: string,
): Promise<SimulatedPayment | null> {
  if (reference.includes('\0')) return null; // PostgreSQL takes no NUL in text
  const sql = `SELECT ${columns} FROM simulator.payments WHERE reference = $1`;
  const { rows } = await database.query<SimulatedPayment>(sql, [reference]);
  return rows[0] ?? null;
}

/** Holds everything else that concerns a reference, there or not, and reads its payment. */
export async function lockPayment(client: PoolClient, reference: string): Promise<SimulatedPayment | null> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [reference]);
  return readPayment(client, reference);
}

/** Opens a payment in the books. */
export async function openPayment(client: PoolClient, payment: NewSimulatedPayment): Promise<void> {
  const { reference, state, orderReference, token, currency, amountMinor = 0, settleAt, decline } = payment;
  await client.query(
    `INSERT INTO simulator.payments
       (reference, state, order_reference, token, currency, amount_minor, settle_at, decline_code, decline_reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      reference,
      state,
      orderReference,
      token,
      currency,
      amountMinor,
      settleAt,
      decline?.code,
      decline?.reason,
    ],
  );
}

/** Sets the whole amount aside. */
export async function bookAuthorization(client: PoolClient, payment: SimulatedPayment): Promise<void> {
  await change(client, payment, `state = 'authorized', authorized_minor = amount_minor, settle_at = NULL`);
  await book(client, payment, 'authorization', payment.amountMinor);
}

/** Takes an amount; the table refuses more than was authorised. */
export async function bookCapture(client: PoolClient, payment: SimulatedPayment, amountMinor: number) {
  await change(client, payment, `state = 'captured', captured_minor = captured_minor + $2`, amountMinor);
  await book(client, payment, 'capture', amountMinor);
}

/** Gives up what is set aside, if anything is. */
export async function bookVoid(client: PoolClient, payment: SimulatedPayment): Promise<void> {
  await change(client, payment, `state = 'voided', settle_at = NULL`);
  await book(client, payment, 'void', payment.authorizedMinor);
}

/** Gives an amount back; the table refuses more than was captured. */
export async function bookRefund(client: PoolClient, payment: SimulatedPayment, amountMinor: number) {
  const isWhole = payment.refundedMinor + amountMinor === payment.capturedMinor;
  const state = isWhole ? 'refunded' : 'captured';
  await change(client, payment, `state = '${state}', refunded_minor = refunded_minor + $2`, amountMinor);
  await book(client, payment, 'refund', amountMinor);
}

/** Refuses a payment that is not decided. */
export async function bookDecline(
  client: PoolClient,
  payment: SimulatedPayment,
  { code, reason }: { code: string; reason: string },
): Promise<void> {
  await change(
    client,
    payment,
    `state = 'declined', settle_at = NULL, decline_code = $2, decline_reason = $3`,
    code,
    reason,
  );
}

async function change(
  client: PoolClient,
  { reference }: SimulatedPayment,
  assignments: string,
  ...values: unknown[]
) {
  await client.query(`UPDATE simulator.payments SET ${assignments} WHERE reference = $1`, [
    reference,
    ...values,
  ]);
}

async function book(
  client: PoolClient,
  { reference }: SimulatedPayment,
  kind: EntryKind,
  amountMinor: number,
) {
  await client.query('INSERT INTO simulator.entries (reference, kind, amount_minor) VALUES ($1, $2, $3)', [
    reference,
    kind,
    amountMinor,
  ]);
}

import type { Statements, StatementSample, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import type { EarlierPayments } from './ports.ts';
import { signalKinds, type SignalKind, type Sighting, type Signals } from './rules/sighting.ts';

const latest = 200;

/** Lets payments of one account, or with one method, be judged one after the other; always locked in one sequence. */
export async function lockSignals(tx: Transaction<Tables>, { account, fingerprint }: Signals): Promise<void> {
  const keys = [`account ${account}`, ...(fingerprint === null ? [] : [`method ${fingerprint}`])].sort();
  for (const key of keys) await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 15))`.execute(tx);
}

/** The latest payments that share a signal, by that signal: one read of an index for each. */
export async function findEarlier(
  tx: Transaction<Tables>,
  signals: Signals,
  since: Date,
): Promise<EarlierPayments> {
  const known = signalKinds.filter((kind) => signals[kind] !== null);
  const [first, ...others] = known.map((kind) =>
    sightingsOf(tx, { kind, value: signals[kind] ?? '', since }),
  );
  if (first === undefined) return {};
  const rows = await others.reduce((all, one) => all.unionAll(one), first).execute();
  return Object.fromEntries(known.map((kind) => [kind, rows.filter((row) => row.kind === kind)]));
}

function sightingsOf(
  tx: Transaction<Tables>,
  { kind, value, since }: { readonly kind: SignalKind; readonly value: string; readonly since: Date },
) {
  const rows = tx
    .selectFrom('paymentSightings')
    .select(['seenAt', 'account', 'fingerprint', 'outcome'])
    .select(sql<SignalKind>`${sql.lit(kind)}`.as('kind'))
    .where(kind, '=', value)
    .where('seenAt', '>', since)
    .where((eb) => eb.or([eb('fingerprint', 'is not', null), eb('outcome', '=', 'DECLINED')]))
    .orderBy('seenAt', 'desc')
    .limit(latest);
  return tx.selectFrom(rows.as('sighting')).selectAll();
}

/** Remembers a payment, once. */
export async function remember(
  tx: Transaction<Tables>,
  paymentId: string,
  signals: Signals,
  seenAt: Date,
): Promise<void> {
  await tx
    .insertInto('paymentSightings')
    .values({ ...signals, paymentId, seenAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Notes what the provider said of a payment in the end. */
export async function noteOutcome(
  tx: Transaction<Tables>,
  paymentId: string,
  outcome: NonNullable<Sighting['outcome']>,
): Promise<void> {
  await tx.updateTable('paymentSightings').set({ outcome }).where('paymentId', '=', paymentId).execute();
}

/** Deletes what is older than that. */
export async function deleteSightings(db: Statements<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('paymentSightings').where('seenAt', '<', before).execute();
}

const sample: Signals = {
  fingerprint: '',
  account: '',
  email: '',
  address: '',
  billingAddress: '',
  network: '',
  device: '',
};

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockSignals(tx, sample),
  (tx) => findEarlier(tx, sample, new Date(0)),
  (tx) => remember(tx, '', sample, new Date(0)),
];

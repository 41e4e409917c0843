import {
  builtOnce,
  changeLater,
  type CompiledQuery,
  insertOnce,
  insertRows,
  type Records,
  recordset,
  recordsOf,
  type Rows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Insertable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import type { EarlierPayments, EndOfPayment, Seen } from './ports.ts';
import { signalKinds, type SignalKind, type Signals } from './rules/sighting.ts';

const latest = 200;

/**
 * Lets payments of one account, or with one method, be judged one after the other; locked in one sequence. The account of a guest whom a
 * customer has claimed is known, and locked, later: one of two payments that meet so is begun again.
 */
export async function lockSignals(tx: Transaction<Tables>, all: readonly Signals[]): Promise<void> {
  await tx.executeQuery(lockingSignals(tx, all));
}

/** What `lockSignals` sends. */
export function lockingSignals(tx: Transaction<Tables>, all: readonly Signals[]): CompiledQuery {
  const keys = all.flatMap(({ account, fingerprint }) => [
    `account ${account}`,
    ...(fingerprint === null ? [] : [`method ${fingerprint}`]),
  ]);
  return sql`
    select pg_advisory_xact_lock(key)
    from (select hashtextextended(signal, 15) as key from unnest(${keys}::text[]) as signal order by key) as keys`.compile(
    tx,
  );
}

/** The latest payments that share a signal with each of these, by that signal: one read of an index for each value. */
export async function findEarlier(
  tx: Transaction<Tables>,
  all: readonly Signals[],
  since: Date,
): Promise<EarlierPayments[]> {
  const rows = await readEarlier(tx, { ...valuesOf(all), since });
  const byValue = Map.groupBy(rows, ({ kind, value }) => `${kind} ${value}`);
  return all.map((signals) =>
    Object.fromEntries(
      signalKinds
        .filter((kind) => signals[kind] !== null)
        .map((kind) => [kind, byValue.get(`${kind} ${signals[kind]}`) ?? []]),
    ),
  );
}

/** The values of each signal, each once. */
type Values = Readonly<Record<SignalKind, readonly string[]>>;

function valuesOf(all: readonly Signals[]): Values {
  const lists = signalKinds.map((kind) => [
    kind,
    [...new Set(all.flatMap((signals) => signals[kind] ?? []))],
  ]);
  return Object.fromEntries(lists) as Values;
}

const readEarlier = builtOnce((db: Statements<Tables>, asked: Values & { readonly since: Date }) => {
  const sightingsBy = (kind: SignalKind) =>
    sightingsOf(db, { kind, values: asked[kind], since: asked.since });
  const [first, ...others] = signalKinds;
  return sightingsBy(first).unionAll(others.map(sightingsBy));
});

function sightingsOf(
  tx: Statements<Tables>,
  {
    kind,
    values,
    since,
  }: { readonly kind: SignalKind; readonly values: readonly string[]; readonly since: Date },
) {
  const wanted = sql<{ value: string }>`unnest(${values}::text[])`.as<'wanted'>(sql`wanted(value)`);
  return tx
    .selectFrom(wanted)
    .innerJoinLateral(
      (db) =>
        db
          .selectFrom('paymentSightings')
          .select(['seenAt', 'account', 'fingerprint', 'outcome'])
          .whereRef(kind, '=', 'wanted.value')
          .where('seenAt', '>', since)
          // a literal, or the partial indexes would not be used
          .where((eb) => eb.or([eb('fingerprint', 'is not', null), eb('outcome', '=', sql.lit('DECLINED'))]))
          .orderBy('seenAt', 'desc')
          .limit(sql.lit(latest))
          .as('sighting'),
      (join) => join.onTrue(),
    )
    .select(['wanted.value', 'seenAt', 'account', 'fingerprint', 'outcome'])
    .select(sql<SignalKind>`${sql.lit(kind)}`.as('kind'));
}

/** Remembers payments, each once. */
export async function remember(tx: Transaction<Tables>, seen: readonly Seen[]): Promise<void> {
  const [first, ...others] = seen.map(({ signals, ...one }) => ({ ...signals, ...one }));
  if (first === undefined) return;
  await changeLater(tx, insertSightings.queryFor(tx, [first, ...others]));
}

const insertSightings = insertOnce(
  (tx: Statements<Tables>, seen: Rows<Insertable<Tables['paymentSightings']>>) =>
    insertRows(tx, 'paymentSightings', seen).onConflict((conflict) => conflict.doNothing()),
);

/** Notes what the provider said of payments in the end. */
export async function noteOutcomes(tx: Transaction<Tables>, ends: readonly EndOfPayment[]): Promise<void> {
  if (ends.length === 0) return;
  await changeLater(tx, updateOutcomes.queryFor(tx, { ends: recordsOf(ends) }));
}

const updateOutcomes = builtOnce(
  (tx: Statements<Tables>, { ends }: { readonly ends: Records<EndOfPayment> }) =>
    tx
      .updateTable('paymentSightings')
      .from(recordset(tx, 'paymentSightings', ends).as('ended'))
      .set((eb) => ({ outcome: eb.ref('ended.outcome') }))
      .whereRef('paymentSightings.paymentId', '=', 'ended.paymentId'),
);

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
  (tx) => lockSignals(tx, [sample]),
  (tx) => findEarlier(tx, [sample], new Date(0)),
  (tx) => remember(tx, [{ paymentId: '', signals: sample, seenAt: new Date(0) }]),
  (tx) => noteOutcomes(tx, [{ paymentId: '', outcome: 'PAID' }]),
];

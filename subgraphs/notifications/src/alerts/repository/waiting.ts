import { anyOf, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { MailKind } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { lockAlerts, type AlertRecord } from './alerts.ts';
import type { OfferPrice } from './offers.ts';

/** What a variant is now, as far as anybody waits for it. */
export interface Come {
  readonly variantId: string;
  readonly prices: readonly OfferPrice[];
  /** Whether there are pieces, as far as was announced. */
  readonly hasStock: boolean;
}

/** Those who wait for what a variant is now, who asked first first; only where it can be bought. */
export function listMet(tx: Transaction<Tables>, come: Come, limit: number): Promise<AlertRecord[]> {
  return met(tx, come).orderBy('id').limit(limit).execute();
}

/** What waits for the same to some addresses: an address is told once, however many have asked for it. */
export function listMetTo(
  tx: Transaction<Tables>,
  come: Come,
  emails: readonly string[],
): Promise<AlertRecord[]> {
  return met(tx, come).where('email', '=', anyOf(emails)).orderBy('id').execute();
}

function met(tx: Transaction<Tables>, { variantId, prices, hasStock }: Come) {
  return tx
    .selectFrom('alerts')
    .selectAll()
    .where('variantId', '=', variantId)
    .where('state', '=', sql.lit('WAITING'))
    .where((eb) =>
      eb.or([
        ...(hasStock ? [eb('kind', '=', 'STOCK')] : []),
        ...prices.map(({ currency, amountMinor }) =>
          eb.and([
            eb('kind', '=', 'PRICE'),
            eb('currency', '=', currency),
            eb('atMostMinor', '>=', amountMinor),
          ]),
        ),
      ]),
    );
}

/** Of some alerts those that wait still, locked: all who lock several do so in the order of their ids. */
export async function lockWaiting(
  tx: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('alerts')
    .select('id')
    .where('id', '=', anyOf(ids))
    .where('state', '=', sql.lit('WAITING'))
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Ends alerts that wait. */
export async function endAlerts(
  tx: Transaction<Tables>,
  ids: readonly string[],
  ended: { readonly state: 'TOLD' | 'CANCELLED'; readonly endedAt: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('alerts').set(ended).where('id', '=', anyOf(ids)).execute();
}

const kindOf: Partial<Record<MailKind, AlertRecord['kind']>> = {
  STOCK_ALERTS: 'STOCK',
  PRICE_ALERTS: 'PRICE',
};

/**
 * Ends the alerts of an address that are about some kinds of mails, and takes back what was mailed to confirm it: nobody has its link any
 * more, and whoever asked sees it expire like any other that is not confirmed.
 * @returns the ids of those that can be confirmed still: they are about other kinds
 */
export async function endAlertsTo(
  tx: Transaction<Tables>,
  { email, kinds, at }: { readonly email: string; readonly kinds: readonly MailKind[]; readonly at: Date },
): Promise<string[]> {
  const ofKinds = new Set(kinds.flatMap((kind) => kindOf[kind] ?? []));
  const open = await tx
    .selectFrom('alerts')
    .select(['id', 'kind', 'state'])
    .where('email', '=', email)
    .where('state', 'in', ['WAITING', 'UNCONFIRMED'])
    .orderBy('id')
    .forUpdate()
    .execute();
  const ended = open.filter(({ kind }) => ofKinds.has(kind));
  const idsIn = (state: AlertRecord['state'], list: typeof open) =>
    list.flatMap((one) => (one.state === state ? [one.id] : []));
  await endAlerts(tx, idsIn('WAITING', ended), { state: 'CANCELLED', endedAt: at });
  const unconfirmed = idsIn('UNCONFIRMED', ended);
  if (unconfirmed.length > 0)
    await tx
      .updateTable('alerts')
      .set({ tokenHash: sql<string>`'withdrawn ' || id` })
      .where('id', '=', anyOf(unconfirmed))
      .execute();
  return idsIn(
    'UNCONFIRMED',
    open.filter((one) => !ended.includes(one)),
  );
}

/** Has what a customer waits for go to the address that they have proved by now. */
export async function moveAlerts(tx: Transaction<Tables>, userId: string, email: string): Promise<void> {
  await lockAlerts(tx, [userId]);
  const rows = await tx
    .selectFrom('alerts')
    .select('id')
    .where('userId', '=', userId)
    .where('isOfAccount', '=', true)
    .where('state', '=', sql.lit('WAITING'))
    .where('email', '<>', email)
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.updateTable('alerts').set({ email }).where('id', '=', anyOf(ids)).execute();
}

const id = '01990000-0000-7000-8000-000000000000';
const come = { variantId: id, prices: [{ currency: 'EUR', amountMinor: 1 }], hasStock: true };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => listMet(tx, come, 1),
  (tx) => listMetTo(tx, come, ['a@example.com']),
  (tx) => lockWaiting(tx, [id]),
  (tx) => moveAlerts(tx, id, 'a@example.com'),
  (tx) => endAlertsTo(tx, { email: '', kinds: ['STOCK_ALERTS'], at: new Date(0) }),
];

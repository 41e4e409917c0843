import type { Transaction } from '@cartwright/database';
import { confirmedEmailsOf } from '../../announcing/door.ts';
import { kindsOn } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AlertRecord } from '../repository/alerts.ts';
import { lockDue, saveWave, type Offer } from '../repository/offers.ts';
import { endAlerts, listMet, listMetTo, lockWaiting, type Come } from '../repository/waiting.ts';
import { alertMail } from '../rules/alert-mails.ts';
import { mailKindOf } from '../rules/mail-kind-of.ts';
import { afterPart, nextPart } from '../rules/waves.ts';

type Telling = Pick<Dependencies, 'transaction' | 'announce' | 'now' | 'onStored'>;

/**
 * Tells a part of those who wait for the variant that is due first, who asked first first: their mails are stored and their alerts ended in
 * one transaction, so that nobody is told twice, whatever is repeated and wherever it is cut off.
 */
export async function tellWaiting(telling: Telling): Promise<{ readonly hasMore: boolean }> {
  const { transaction, now, onStored } = telling;
  const told = await transaction(async (tx) => {
    const at = now();
    const offer = await lockDue(tx, at);
    if (offer === undefined) return undefined;
    if (!offer.isForSale || offer.available === 0) {
      await saveWave(tx, offer.variantId, { dueAt: null });
      return 0;
    }
    const part = nextPart(offer, at);
    const { variantId, prices, available } = offer;
    const come = { variantId, prices, hasStock: available !== null };
    const met = await listMet(tx, come, part.size);
    await tell(telling, tx, { offer, come, met, at });
    await saveWave(tx, variantId, afterPart(part, met.length, at));
    return met.length;
  });
  if (told !== undefined && told > 0) onStored();
  return { hasMore: told !== undefined };
}

interface Part {
  readonly offer: Offer;
  readonly come: Come;
  readonly met: readonly AlertRecord[];
  readonly at: Date;
}

interface Addressed {
  readonly alert: AlertRecord;
  /** Null for an account that has no confirmed address any more. */
  readonly recipient: string | null;
}

/** Whoever has switched such mails off, or whose account has no confirmed address any more, is not told. */
async function tell(
  { announce }: Telling,
  tx: Transaction<Tables>,
  { offer, come, met, at }: Part,
): Promise<void> {
  const addressed = await withAddresses(tx, met);
  const recipients = addressed.flatMap(({ recipient }) => recipient ?? []);
  // What is said to an address is locked before its alerts are, as by whoever unsubscribes.
  const isOn = await kindsOn(tx, recipients);
  const isListed = new Set(met.map(({ id }) => id));
  const same = (await listMetTo(tx, come, recipients)).filter(({ id }) => !isListed.has(id));
  const others = (await withAddresses(tx, same)).filter(
    ({ recipient }) => recipient !== null && recipients.includes(recipient),
  );
  const waits = await lockWaiting(
    tx,
    [...addressed, ...others].map(({ alert }) => alert.id),
  );
  const waiting = [...addressed, ...others].filter(({ alert }) => waits.has(alert.id));
  const told = waiting.filter(
    ({ alert, recipient }) => recipient !== null && isOn(recipient, mailKindOf(alert.kind)),
  );
  await announce(
    tx,
    onceEach(told).flatMap(({ alert, recipient }) =>
      recipient === null ? [] : [alertMail(alert, offer, recipient)],
    ),
  );
  await endAlerts(tx, idsOf(told), { state: 'TOLD', endedAt: at });
  const untold = waiting.filter((one) => !told.includes(one));
  await endAlerts(tx, idsOf(untold), { state: 'CANCELLED', endedAt: at });
}

async function withAddresses(tx: Transaction<Tables>, alerts: readonly AlertRecord[]): Promise<Addressed[]> {
  const ofAccounts = alerts.filter(({ isOfAccount }) => isOfAccount).map(({ userId }) => userId);
  const current = await confirmedEmailsOf(tx, ofAccounts);
  return alerts.map((alert) => {
    const recipient = alert.isOfAccount ? (current.get(alert.userId) ?? null) : alert.email;
    return { alert, recipient };
  });
}

/** The first of those that would tell an address the same. */
function onceEach(told: readonly Addressed[]): Addressed[] {
  const first = new Map<string, Addressed>();
  for (const one of told) {
    const mail = `${one.alert.kind} ${one.recipient ?? ''}`;
    if (!first.has(mail)) first.set(mail, one);
  }
  return [...first.values()];
}

function idsOf(addressed: readonly Addressed[]): string[] {
  return addressed.map(({ alert }) => alert.id);
}

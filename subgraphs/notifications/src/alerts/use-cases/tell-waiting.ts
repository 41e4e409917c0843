import type { Transaction } from '@cartwright/database';
import { confirmedEmailsOf } from '../../announcing/door.ts';
import { kindsOn } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { endAlerts, lockMet, type AlertRecord } from '../repository/alerts.ts';
import { lockDue, saveWave, type Offer } from '../repository/offers.ts';
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
    const met = await lockMet(tx, { variantId, prices, hasStock: available !== null }, part.size);
    await tell(telling, tx, { offer, met, at });
    await saveWave(tx, variantId, afterPart(part, met.length, at));
    return met.length;
  });
  if (told !== undefined && told > 0) onStored();
  return { hasMore: told !== undefined };
}

interface Part {
  readonly offer: Offer;
  readonly met: readonly AlertRecord[];
  readonly at: Date;
}

/** Whoever has switched such mails off, or whose account has no confirmed address any more, is not told. */
async function tell({ announce }: Telling, tx: Transaction<Tables>, { offer, met, at }: Part): Promise<void> {
  const ofAccounts = met.filter(({ isOfAccount }) => isOfAccount).map(({ userId }) => userId);
  const current = await confirmedEmailsOf(tx, ofAccounts);
  const addressed = met.map((alert) => {
    const recipient = alert.isOfAccount ? (current.get(alert.userId) ?? null) : alert.email;
    return { alert, recipient };
  });
  const isOn = await kindsOn(
    tx,
    addressed.flatMap(({ recipient }) => recipient ?? []),
  );
  const mails = addressed.flatMap(({ alert, recipient }) =>
    recipient !== null && isOn(recipient, mailKindOf(alert.kind)) ? [{ alert, recipient }] : [],
  );
  await announce(
    tx,
    mails.map(({ alert, recipient }) => alertMail(alert, offer, recipient)),
  );
  const told = new Set(mails.map(({ alert }) => alert.id));
  await endAlerts(tx, [...told], { state: 'TOLD', endedAt: at });
  const others = met.flatMap(({ id }) => (told.has(id) ? [] : [id]));
  await endAlerts(tx, others, { state: 'CANCELLED', endedAt: at });
}

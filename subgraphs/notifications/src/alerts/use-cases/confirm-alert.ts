import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken } from '@cartwright/identity';
import { lockAddresses } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  deleteAlert,
  findByToken,
  findWaiting,
  lockAlerts,
  lockByToken,
  saveAlert,
  saveWaiting,
  type AlertRecord,
} from '../repository/alerts.ts';
import { lockOffer, makeDue } from '../repository/offers.ts';
import { mailKindOf } from '../rules/mail-kind-of.ts';
import { reachedLimit } from './create-alert.ts';

/** What came of following a link. */
export type ConfirmAlertOutcome =
  | { readonly kind: 'confirmed'; readonly alert: AlertRecord }
  | { readonly kind: 'link-invalid' }
  | { readonly kind: 'too-many-alerts'; readonly limit: number };

/** Has an alert wait whose reader has followed the link that was mailed; where they asked for the same before, that one goes on waiting. */
export async function confirmAlert(dependencies: Dependencies, token: string): Promise<ConfirmAlertOutcome> {
  const { transaction, now, onDue } = dependencies;
  const outcome = await transaction<ConfirmAlertOutcome>(async (tx) => {
    const at = now();
    const alert = await lockLinked(tx, hashOpaqueToken(token), at);
    if (alert === undefined) return { kind: 'link-invalid' };
    const confirmed =
      (await changeWaiting(tx, alert)) ?? (await beginWaiting(dependencies, tx, { alert, at }));
    // What it waits for may have come meanwhile.
    if (confirmed.kind === 'confirmed') await makeDue(tx, alert.variantId, at);
    return confirmed;
  });
  if (outcome.kind === 'confirmed') onDue();
  return outcome;
}

/** All that change alerts lock in this order: the variant, who is concerned, what is said to the address, and alerts at last. */
async function lockLinked(
  tx: Transaction<Tables>,
  tokenHash: string,
  at: Date,
): Promise<AlertRecord | undefined> {
  const found = await findByToken(tx, tokenHash, at);
  if (found === undefined) return undefined;
  const { variantId, userId, email } = found;
  await lockOffer(tx, variantId);
  await lockAlerts(tx, [userId, email, variantId]);
  await lockAddresses(tx, [email]);
  return lockByToken(tx, tokenHash, at);
}

async function changeWaiting(
  tx: Transaction<Tables>,
  alert: AlertRecord,
): Promise<ConfirmAlertOutcome | undefined> {
  const waiting = await findWaiting(tx, alert);
  if (waiting === undefined) return undefined;
  const { currency, atMostMinor } = alert;
  const changed = await saveWaiting(tx, waiting.id, { currency, atMostMinor });
  if (changed === undefined) return undefined;
  await deleteAlert(tx, alert.id);
  return { kind: 'confirmed', alert: changed };
}

async function beginWaiting(
  { say }: Dependencies,
  tx: Transaction<Tables>,
  { alert, at }: { readonly alert: AlertRecord; readonly at: Date },
): Promise<ConfirmAlertOutcome> {
  const limit = await reachedLimit(tx, alert, ['ofAddress', 'ofVariant']);
  if (limit !== undefined) return { kind: 'too-many-alerts', limit };
  const { email, kind } = alert;
  await say(tx, { email, userId: null, source: 'CONFIRMATION_LINK', kinds: { [mailKindOf(kind)]: true } });
  const waits = { state: 'WAITING', confirmedAt: at, tokenHash: null, expiresAt: null } as const;
  return { kind: 'confirmed', alert: await saveAlert(tx, alert.id, waits) };
}

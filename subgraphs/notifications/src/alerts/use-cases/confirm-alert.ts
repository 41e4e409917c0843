import { hashOpaqueToken } from '@cartwright/identity';
import type { Dependencies } from '../dependencies.ts';
import {
  deleteAlert,
  findWaiting,
  lockAlerts,
  lockByToken,
  saveAlert,
  type AlertRecord,
} from '../repository/alerts.ts';
import { makeDue } from '../repository/offers.ts';
import { mailKindOf } from '../rules/mail-kind-of.ts';
import { reachedLimit } from './create-alert.ts';

/** What came of following a link. */
export type ConfirmAlertOutcome =
  | { readonly kind: 'confirmed'; readonly alert: AlertRecord }
  | { readonly kind: 'link-invalid' }
  | { readonly kind: 'too-many-alerts'; readonly limit: number };

/** Has an alert wait whose reader has followed the link that was mailed. Whoever waits for the same already goes on waiting, once. */
export async function confirmAlert(dependencies: Dependencies, token: string): Promise<ConfirmAlertOutcome> {
  const { transaction, now, say, onDue } = dependencies;
  const outcome = await transaction<ConfirmAlertOutcome>(async (tx) => {
    const at = now();
    const alert = await lockByToken(tx, hashOpaqueToken(token), at);
    if (alert === undefined) return { kind: 'link-invalid' };
    const { id, email, kind, variantId } = alert;
    await lockAlerts(tx, [email, variantId]);
    const waiting = await findWaiting(tx, alert);
    if (waiting !== undefined) {
      await deleteAlert(tx, id);
      const { currency, atMostMinor } = alert;
      return { kind: 'confirmed', alert: await saveAlert(tx, waiting.id, { currency, atMostMinor }) };
    }
    const limit = await reachedLimit(tx, alert, ['ofAddress', 'ofVariant']);
    if (limit !== undefined) return { kind: 'too-many-alerts', limit };
    await say(tx, { email, userId: null, source: 'CONFIRMATION_LINK', kinds: { [mailKindOf(kind)]: true } });
    const waits = { state: 'WAITING', confirmedAt: at, tokenHash: null, expiresAt: null } as const;
    const confirmed = await saveAlert(tx, id, waits);
    // What it waits for may have come meanwhile.
    await makeDue(tx, variantId, at);
    return { kind: 'confirmed', alert: confirmed };
  });
  if (outcome.kind === 'confirmed') onDue();
  return outcome;
}

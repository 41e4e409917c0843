import { isId } from '@cartwright/graph';
import type { Dependencies } from '../dependencies.ts';
import { lockOwn, saveAlert, type AlertRecord } from '../repository/alerts.ts';

/** What came of it; one that has ended counts as cancelled. */
export type CancelAlertOutcome =
  { readonly kind: 'cancelled'; readonly alert: AlertRecord } | { readonly kind: 'alert-not-found' };

/** Ends an alert of one of some users. */
export async function cancelAlert(
  { transaction, now }: Pick<Dependencies, 'transaction' | 'now'>,
  { id, userIds }: { readonly id: string; readonly userIds: readonly string[] },
): Promise<CancelAlertOutcome> {
  if (!isId(id)) return { kind: 'alert-not-found' };
  return transaction(async (tx) => {
    const alert = await lockOwn(tx, { id, userIds });
    if (alert === undefined) return { kind: 'alert-not-found' };
    if (alert.endedAt !== null) return { kind: 'cancelled', alert };
    const ended = { state: 'CANCELLED', endedAt: now(), tokenHash: null, expiresAt: null } as const;
    return { kind: 'cancelled', alert: await saveAlert(tx, alert.id, ended) };
  });
}

import { createHash } from 'node:crypto';
import { recordStaffAction, type AuditedState, type Recording } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { lockWebhook, type WebhookRecord } from '../repository/webhooks.ts';

/** There is no such webhook. */
export interface WebhookNotFound {
  readonly kind: 'webhook-not-found';
}

/** Who does something to which webhook, and why. */
export interface WebhookAction {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly id: string;
  readonly reason: string | null;
}

/** What was done: what the trail keeps of it, and how it is answered. Nothing is recorded without `done`. */
export interface Change<Outcome> {
  readonly outcome: Outcome;
  readonly done?: { readonly before?: AuditedState; readonly after?: AuditedState };
}

/** Does something to a webhook in a transaction in which it is this change's alone, with its entry in the audit trail. */
export async function changeWebhook<Outcome>(
  { messaging, now }: Pick<Dependencies, 'messaging' | 'now'>,
  { id, ...action }: WebhookAction,
  change: (tx: Transaction<Tables>, webhook: WebhookRecord) => Promise<Change<Outcome>>,
): Promise<Outcome | WebhookNotFound> {
  if (!isId(id)) return { kind: 'webhook-not-found' };
  return messaging.transact(async (tx, send) => {
    const webhook = await lockWebhook(tx, id);
    if (webhook === undefined) return { kind: 'webhook-not-found' };
    const { outcome, done } = await change(tx, webhook);
    if (done !== undefined) await record({ tx, send }, { ...action, id }, { ...done, at: now() });
    return outcome;
  });
}

/** Adds what was done to a webhook to the audit trail: last in its transaction. */
export async function record(
  recording: Recording,
  { id: target, ...action }: WebhookAction,
  done: { readonly before?: AuditedState; readonly after?: AuditedState; readonly at: Date },
): Promise<void> {
  await recordStaffAction('notifications', recording, { ...action, ...done, target });
}

/**
 * What the trail keeps of a webhook; of its address the host and a hash, by which another one is told apart, since the rest may be a secret
 * of the receiver.
 */
export function stateOf({ url, description, types, subject, status, version }: WebhookRecord): AuditedState {
  const urlSha256 = createHash('sha256').update(url).digest('hex');
  return { host: new URL(url).host, urlSha256, description, types, subject, status, version };
}

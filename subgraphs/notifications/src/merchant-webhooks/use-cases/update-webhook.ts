import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../dependencies.ts';
import { saveWebhook, type WebhookRecord } from '../repository/webhooks.ts';
import { readWebhookChange, type WebhookInput } from '../webhook-input.ts';
import { changeWebhook, stateOf, type WebhookNotFound } from './record-change.ts';

/** What is to be different about a webhook. */
export interface UpdateWebhook extends WebhookInput {
  readonly staffId: string;
  readonly id: string;
  /** The webhook's, as whoever asks has seen it. */
  readonly version: number;
  readonly status?: WebhookRecord['status'] | null | undefined;
}

/** What came of it. */
export type UpdateWebhookOutcome =
  | { readonly kind: 'updated' | 'webhook-changed'; readonly webhook: WebhookRecord }
  | WebhookNotFound
  | InvalidInput;

/** Changes a webhook. One that is enabled again goes on with what waits for it. */
export async function updateWebhook(
  dependencies: Dependencies,
  { staffId, id, version, status, ...input }: UpdateWebhook,
): Promise<UpdateWebhookOutcome> {
  const read = readWebhookChange(input, dependencies.targets);
  if (read.kind === 'invalid-input') return read;
  if (status === 'SUSPENDED') return suspendedByStaff;
  const { reason, types, ...about } = read.value;
  const action = { staffId, operation: 'webhookUpdate', id, reason };
  const outcome = await changeWebhook<UpdateWebhookOutcome>(dependencies, action, async (tx, before) => {
    if (before.version !== version) return { outcome: { kind: 'webhook-changed', webhook: before } };
    const listened = types === undefined ? {} : { types: [...types] };
    const change = { ...about, ...listened, ...statusChange(before, status ?? before.status) };
    const at = dependencies.now();
    const webhook = await saveWebhook(tx, id, { ...change, version: version + 1, updatedAt: at });
    const done = { before: stateOf(before), after: stateOf(webhook) };
    return { outcome: { kind: 'updated', webhook }, done };
  });
  if (outcome.kind === 'updated') dependencies.onDue();
  return outcome;
}

const suspendedByStaff = invalidInput(
  invalidField(['status'], 'INVALID_VALUE', 'The store alone suspends webhooks; please disable it instead.'),
);

function statusChange(before: WebhookRecord, status: WebhookRecord['status']) {
  if (status === before.status) return {};
  return { status, suspendedAt: null, suspendedReason: null, failingSince: null, eventsFailed: 0 };
}

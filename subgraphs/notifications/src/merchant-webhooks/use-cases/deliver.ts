import type { Transaction } from '@cartwright/database';
import type { Seal } from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import { findEvents } from '../../event-feed/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import type { WebhookSender } from '../ports.ts';
import { leaseDue, settle, insertAttempt, releaseNext, type LeasedDelivery } from '../repository/queue.ts';
import { findWebhooks, lockWebhook, saveWebhook, type WebhookRecord } from '../repository/webhooks.ts';
import { judgeAttempt, leaseMs, perWebhook, type Answer } from '../rules/attempts.ts';
import { healthAfter } from '../rules/health.ts';
import { sentEvent, sentTest, type SentEvent } from '../rules/sent-event.ts';
import { signatureHeaders } from '../signature.ts';

/** What events are delivered with. */
export interface Delivering extends Pick<Dependencies, 'database' | 'now' | 'seal'> {
  readonly sender: WebhookSender;
  readonly logger: Logger;
  /** From 0 to 1, by chance. */
  readonly chance: () => number;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

/** A leased delivery, with what is sent and to whom; no event where the feed does not hold it any more. */
export interface DueDelivery extends LeasedDelivery {
  readonly webhook: WebhookRecord;
  readonly event: SentEvent | undefined;
}

/** Leases deliveries that are due. */
export async function claimDue(
  { database: { statements }, now }: Pick<Delivering, 'database' | 'now'>,
  { limit, underWay }: { readonly limit: number; readonly underWay: Readonly<Record<string, number>> },
): Promise<DueDelivery[]> {
  const at = now();
  const until = new Date(at.getTime() + leaseMs);
  const leased = await leaseDue(statements, { now: at, until, limit, perWebhook, underWay });
  if (leased.length === 0) return [];
  const [webhooks, events] = await Promise.all([
    findWebhooks(statements, [...new Set(leased.map(({ webhookId }) => webhookId))]),
    findEvents(
      statements,
      leased.flatMap(({ eventId }) => eventId ?? []),
    ),
  ]);
  const eventById = new Map(events.map((event) => [event.id, sentEvent(event)]));
  return leased.flatMap((one) => {
    const webhook = webhooks.find(({ id }) => id === one.webhookId);
    if (webhook === undefined) return [];
    const { id, eventId, webhookId } = one;
    const event = eventId === null ? sentTest({ id, webhookId, at }) : eventById.get(eventId);
    return { ...one, webhook, event };
  });
}

/** Sends one delivery and stores what became of it. A crash in between sends it again. */
export async function deliver(delivering: Delivering, due: DueDelivery): Promise<void> {
  const { sender, now, stopping, seal, logger } = delivering;
  const { webhook, event } = due;
  const at = now();
  if (event === undefined) return store(delivering, due, { answer: notKept, at });
  const secrets = openSecrets(seal, webhook, at);
  if (secrets === undefined) {
    logger.error(
      { webhookId: webhook.id },
      'the secret of a webhook opens with none of the keys for webhooks',
    );
    return store(delivering, due, { answer: notSigned, at });
  }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Cartwright-Webhooks/1',
    ...signatureHeaders({ ...event, at }, secrets),
  };
  const answer = await sender.send({ url: webhook.url, headers, body: event.body }, stopping);
  // What is cut off because the process stops is sent by whoever takes it over.
  if (!stopping.aborted || answer.error === null) await store(delivering, due, { answer, at: now() });
}

const notKept: Answer = { status: null, error: 'The event is not kept any more.', durationMs: 0 };
const notSigned: Answer = { status: null, error: 'Not sent: the secret cannot be read.', durationMs: 0 };

/** The secrets to sign with; undefined where one is sealed with other keys. */
function openSecrets(seal: Seal, webhook: WebhookRecord, at: Date): string[] | undefined {
  const { id, secret, formerSecret, formerSecretExpiresAt } = webhook;
  const isFormerGood = formerSecret !== null && formerSecretExpiresAt !== null && formerSecretExpiresAt > at;
  try {
    return [secret, ...(isFormerGood ? [formerSecret] : [])].map((sealed) => seal.open(sealed, id));
  } catch {
    return undefined;
  }
}

async function store(
  { database, logger, chance }: Delivering,
  due: DueDelivery,
  { answer, at }: { readonly answer: Answer; readonly at: Date },
): Promise<void> {
  const { id: deliveryId, webhookId, key, attempts: number } = due;
  const isTest = due.eventId === null;
  const judged = judgeAttempt(answer, { number, at, isTest, chance: chance() });
  const outcome = due.event === undefined ? ({ state: 'FAILED' } as const) : judged;
  const isSuspended = await database.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, webhookId);
    if (webhook === undefined || !(await settle(tx, due, { outcome, at }))) return false;
    await insertAttempt(tx, due, { answer, at });
    if (outcome.state !== 'PENDING') await releaseNext(tx, [{ webhookId, key }], at);
    const isReceivers = !isTest && due.event !== undefined && answer !== notSigned;
    return isReceivers ? saveHealth(tx, webhook, { outcome, answer, at }) : false;
  });
  // Why is not for the log: it has what the receiver said.
  if (isSuspended) logger.warn({ webhookId, deliveryId }, 'a webhook is suspended: see its suspendedReason');
}

/** Stores how a webhook is doing after an attempt. @returns whether it is suspended now, and was not before */
async function saveHealth(
  tx: Transaction<Tables>,
  webhook: WebhookRecord,
  attempt: Parameters<typeof healthAfter>[1],
): Promise<boolean> {
  const { suspendedReason, ...health } = healthAfter(webhook, attempt);
  const isSuspended = suspendedReason !== null && webhook.status === 'ENABLED';
  const suspension = { status: 'SUSPENDED' as const, suspendedReason, suspendedAt: attempt.at };
  const change = isSuspended ? { ...suspension, version: webhook.version + 1 } : {};
  if (isSuspended || !isSame(webhook, health)) await saveWebhook(tx, webhook.id, { ...health, ...change });
  return isSuspended;
}

type Counts = Pick<WebhookRecord, 'failingSince' | 'eventsFailed'>;
function isSame(before: Counts, after: Counts): boolean {
  return (
    before.eventsFailed === after.eventsFailed &&
    before.failingSince?.getTime() === after.failingSince?.getTime()
  );
}

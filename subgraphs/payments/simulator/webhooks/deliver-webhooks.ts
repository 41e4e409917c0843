import type { Database } from '@cartwright/database';
import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import { request } from 'undici';
import type { SimulatorTables } from '../tables.ts';
import { claimWebhooks, updateWebhook, type PendingWebhook } from './webhook-queue.ts';

/** What events are delivered with. */
export interface DeliveryOptions {
  readonly database: Database<SimulatorTables>;
  readonly url: string;
  readonly secret: string;
  readonly logger: Logger;
  readonly now: () => Date;
}

const leaseMs = 10_000;
const timeoutMs = 5_000;
const maxDelayMs = 60_000;

/** Delivers the events that are due, in their order; one that is not answered with 2xx is retried with back-off. */
export async function deliverWebhooks(options: DeliveryOptions): Promise<void> {
  const { database, now } = options;
  const claimedAt = now();
  const leaseEndsAt = new Date(claimedAt.getTime() + leaseMs);
  const webhooks = await claimWebhooks(database.statements, { now: claimedAt, leaseEndsAt });
  for (const webhook of webhooks) await deliver(options, webhook);
}

async function deliver(options: DeliveryOptions, { id, body, attempts }: PendingWebhook): Promise<void> {
  const { database, logger, now } = options;
  try {
    await post(options, body);
    await updateWebhook(database.statements, id, { deliveredAt: now() });
  } catch (error) {
    const delayMs = Math.min(maxDelayMs, 500 * 2 ** Math.min(attempts, 10));
    logger.info({ webhookId: id, attempts, delayMs, err: error }, 'an event could not be delivered');
    await updateWebhook(database.statements, id, { deliverAt: new Date(now().getTime() + delayMs) });
  }
}

async function post({ url, secret, now }: DeliveryOptions, body: string): Promise<void> {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      [webhookSignatureHeader]: signWebhook(secret, body, now()),
    },
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.dump();
  if (statusCode < 200 || statusCode > 299) throw new Error(`The receiver answered ${statusCode}`);
}

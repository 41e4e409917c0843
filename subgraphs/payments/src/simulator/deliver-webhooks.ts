import { signatureHeader, signRequest } from '@cartwright/identity';
import { type Logger } from '@cartwright/process';
import type { Pool } from 'pg';
import { request } from 'undici';

/** What events are delivered with. */
export interface DeliveryOptions {
  readonly pool: Pool;
  readonly url: string;
  readonly secret: string;
  readonly logger: Logger;
  readonly now: () => Date;
}

interface PendingWebhook {
  readonly id: string;
  readonly body: string;
  readonly attempts: number;
}

const leaseMs = 10_000;
const timeoutMs = 5_000;
const maxDelayMs = 60_000;

/** Delivers the events that are due, in their order; one that is not taken with 2xx comes again, later and later. */
export async function deliverWebhooks(options: DeliveryOptions): Promise<void> {
  for (const webhook of await claim(options)) await deliver(options, webhook);
}

async function claim({ pool, now }: DeliveryOptions): Promise<PendingWebhook[]> {
  const { rows } = await pool.query<PendingWebhook>(
    `WITH claimed AS (
       UPDATE simulator.webhooks SET attempts = attempts + 1, deliver_at = $2
       WHERE id IN (
         SELECT id FROM simulator.webhooks WHERE delivered_at IS NULL AND deliver_at <= $1
         ORDER BY deliver_at, id LIMIT 20 FOR UPDATE SKIP LOCKED
       )
       RETURNING id, body, attempts
     )
     SELECT id, body, attempts FROM claimed ORDER BY id`,
    [now(), new Date(now().getTime() + leaseMs)],
  );
  return rows;
}

async function deliver(options: DeliveryOptions, { id, body, attempts }: PendingWebhook): Promise<void> {
  const { pool, logger, now } = options;
  try {
    await post(options, body);
    await pool.query('UPDATE simulator.webhooks SET delivered_at = $2 WHERE id = $1', [id, now()]);
  } catch (error) {
    const delayMs = Math.min(maxDelayMs, 500 * 2 ** Math.min(attempts, 10));
    logger.info({ webhookId: id, attempts, delayMs, err: error }, 'an event was not taken');
    const deliverAt = new Date(now().getTime() + delayMs);
    await pool.query('UPDATE simulator.webhooks SET deliver_at = $2 WHERE id = $1', [id, deliverAt]);
  }
}

async function post({ url, secret, now }: DeliveryOptions, body: string): Promise<void> {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', [signatureHeader]: signRequest(secret, body, now()) },
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.dump();
  if (statusCode < 200 || statusCode > 299) throw new Error(`The receiver answered ${statusCode}`);
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which the payment provider simulator signs its events, in the form of Stripe's. */
export const webhookSignatureHeader = 'simulator-signature';

/** How old an event may be when it arrives, in seconds; a provider signs each attempt to deliver anew. */
const maxAgeSeconds = 5 * 60;
/** By how much the provider's clock may be ahead, in seconds. */
const clockSkewSeconds = 60;
/** While a provider exchanges its secret, it signs with both. */
const signaturePattern = /^t=(\d{1,12})((?:,v1=[0-9a-f]{64}){1,4})$/;

/** Whether an event is the provider's and fresh, or why not; for logs, never for the sender. */
export type WebhookVerdict = 'valid' | 'missing' | 'malformed' | 'stale' | 'mismatch';

/** What an event is judged by. */
export interface WebhookPolicy {
  /** The secrets that are accepted; two while they are exchanged. */
  readonly secrets: readonly string[];
  readonly now: Date;
}

/** Signs the exact bytes of an event: `t=<unix seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>`. */
export function signWebhook(secret: string, body: string | Uint8Array, now: Date): string {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return `t=${timestamp},v1=${digest(secret, timestamp, body).toString('hex')}`;
}

/** Whether the bytes of an event are signed with an accepted secret, at most five minutes ago. Compares in constant time. */
export function judgeWebhook(
  body: string | Uint8Array,
  header: string | undefined,
  { secrets, now }: WebhookPolicy,
): WebhookVerdict {
  if (header === undefined || header === '') return 'missing';
  const [, timestamp, signatures] = signaturePattern.exec(header) ?? [];
  if (timestamp === undefined || signatures === undefined) return 'malformed';
  const sent = signatures.split(',v1=').slice(1);
  const expected = secrets.map((secret) => digest(secret, timestamp, body));
  if (!expected.some((one) => sent.some((hex) => timingSafeEqual(one, Buffer.from(hex, 'hex')))))
    return 'mismatch';
  const ageSeconds = now.getTime() / 1000 - Number(timestamp);
  return ageSeconds <= maxAgeSeconds && ageSeconds >= -clockSkewSeconds ? 'valid' : 'stale';
}

function digest(secret: string, timestamp: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}

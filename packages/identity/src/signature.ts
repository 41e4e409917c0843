import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which the gateway (and orders towards carts) signs a request. */
export const signatureHeader = 'x-cartwright-signature';

const toleranceSeconds = 15 * 60;
const signaturePattern = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** Whether a signature is valid, or why not; for logs, never for the caller. */
export type SignatureVerdict = 'valid' | 'missing' | 'malformed' | 'stale' | 'mismatch';

/** Signs the exact bytes of a body: `t=<unix seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>`. */
export function signRequest(secret: string, body: string | Uint8Array, now: Date = new Date()): string {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return `t=${timestamp},v1=${digest(secret, timestamp, body).toString('hex')}`;
}

/** Whether a signature header is valid for these bytes and at most 15 minutes away from `now`. */
export function verifySignature(
  secret: string,
  body: string | Uint8Array,
  header: string | undefined,
  now: Date = new Date(),
): boolean {
  return judgeSignature(secret, body, header, now) === 'valid';
}

/** Like `verifySignature`, but says what is wrong. Compares in constant time. */
export function judgeSignature(
  secret: string,
  body: string | Uint8Array,
  header: string | undefined,
  now: Date,
): SignatureVerdict {
  if (header === undefined || header === '') return 'missing';
  const [, timestamp, signature] = signaturePattern.exec(header) ?? [];
  if (timestamp === undefined || signature === undefined) return 'malformed';
  const isGenuine = timingSafeEqual(digest(secret, timestamp, body), Buffer.from(signature, 'hex'));
  if (!isGenuine) return 'mismatch';
  const ageSeconds = Math.abs(now.getTime() / 1000 - Number(timestamp));
  return ageSeconds <= toleranceSeconds ? 'valid' : 'stale';
}

function digest(secret: string, timestamp: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}

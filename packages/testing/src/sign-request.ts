import { createHmac } from 'node:crypto';

/** The header in which the gateway signs what it sends to a subgraph. */
export const signatureHeaderName = 'x-cartwright-signature';

/** Signs a body as the gateway does: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function signTestRequest(secret: string, body: string, now: Date = new Date()): string {
  const timestamp = Math.floor(now.getTime() / 1000);
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${digest}`;
}

import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import type { Attack } from '../attack.ts';
import { statusIs } from '../target/finding.ts';

const event = JSON.stringify({
  id: 'evt_of_an_attacker',
  type: 'payment.captured',
  payment: { reference: 'p1', state: 'captured', declineCode: null, declineReason: null, redirectUrl: null },
});

const signatures: Readonly<Record<string, (secret: string) => string | undefined>> = {
  'without a signature': () => undefined,
  'signed with another secret': () => signWebhook('not-the-secret-of-this-shop', event, new Date()),
  'signed six minutes ago': (secret) => signWebhook(secret, event, new Date(Date.now() - 360_000)),
  'signed for another body': (secret) => signWebhook(secret, `${event} `, new Date()),
};

/** Events that the payment provider did not send. */
export const webhookAttacks: readonly Attack[] = Object.entries(signatures).map(([how, sign]) => ({
  name: `reports a payment ${how}`,
  threat: 'API10',
  transport: 'webhook',
  expected: '401',
  run: async ({ newVisitor, secrets }) => {
    const signature = sign(secrets.paymentWebhookSecret);
    const headers = {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { [webhookSignatureHeader]: signature }),
    };
    return statusIs([401], await newVisitor().send('/webhooks/simulator', { headers, body: event }));
  },
}));

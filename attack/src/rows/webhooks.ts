import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Attack } from '../attack.ts';
import { statusIs } from '../target/finding.ts';
import { must, newGuest, placeOrder } from '../target/people.ts';
import { until } from '../target/until.ts';

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

const unsigned: readonly Attack[] = Object.entries(signatures).map(([how, sign]) => ({
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

/** How often an event is on record. */
async function timesRecorded(connectionString: string, id: string): Promise<number> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM webhook_events WHERE id = $1', [id]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const replayed: Attack = {
  name: 'sends an event of the provider again, five times at once',
  threat: 'API10',
  transport: 'webhook',
  expected: 'it is taken once, and the order stays as it is',
  run: async ({ newVisitor, secrets, store }) => {
    const buyer = await newGuest(newVisitor());
    const order = await placeOrder(buyer);
    const look = () =>
      must<{ readonly status: string; readonly payment: { readonly id: string } | null }>(
        buyer,
        `{ result: order(id: "${order.id}") { status payment { id } } }`,
      );
    const { payment } = await until(look, ({ status }) => status === 'CONFIRMED');
    const id = `evt_${randomUUID()}`;
    const captured = { reference: payment?.id, state: 'captured', declineCode: null, declineReason: null };
    const body = JSON.stringify({
      id,
      type: 'payment.captured',
      payment: { ...captured, redirectUrl: null },
    });
    const signature = signWebhook(secrets.paymentWebhookSecret, body, new Date());
    const headers = { 'content-type': 'application/json', [webhookSignatureHeader]: signature };
    const send = () => newVisitor().send('/webhooks/simulator', { headers, body });
    const answers = await Promise.all(Array.from({ length: 5 }, send));
    const times = await timesRecorded(store.databaseUrl('payments'), id);
    const { status } = await look();
    const statuses = [...new Set(answers.map((answer) => answer.status))].join();
    return {
      held: times === 1 && statuses === '204' && status === 'CONFIRMED',
      got: `${statuses}; taken ${times} times; ${status}`,
    };
  },
};

/** Events that the payment provider did not send, or once. */
export const webhookAttacks: readonly Attack[] = [...unsigned, replayed];

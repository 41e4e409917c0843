import type { PoolClient } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { showPayment, type ActionUrl } from './answers.ts';
import type { SimulatedPayment } from './ledger.ts';

/** What events are written with. */
export interface WebhookOptions {
  readonly client: PoolClient;
  readonly actionUrl: ActionUrl;
  readonly now: () => Date;
  /** How long what is told later takes. */
  readonly settleMs: number;
}

/** How an event is told. */
export interface Telling {
  /** `later` and `once` send one event; `reordered` sends the older state after the newer one. */
  readonly mode: 'once' | 'later' | 'duplicated' | 'reordered';
  /** The payment before this event. */
  readonly before?: SimulatedPayment;
}

const spacingMs = 150;

/** Writes the events of a change of a payment; they are delivered once the transaction is committed. */
export async function announce(
  options: WebhookOptions,
  payment: SimulatedPayment,
  { mode, before }: Telling,
): Promise<void> {
  const event = eventOf(payment, options.actionUrl);
  switch (mode) {
    case 'once':
      return enqueue(options, event, 0);
    case 'later':
      return enqueue(options, event, options.settleMs);
    case 'duplicated':
      await enqueue(options, event, 0);
      await enqueue(options, event, spacingMs);
      return enqueue(options, eventOf(payment, options.actionUrl), 2 * spacingMs);
    case 'reordered':
      await enqueue(options, event, spacingMs);
      if (before !== undefined) await enqueue(options, eventOf(before, options.actionUrl), 2 * spacingMs);
  }
}

function eventOf(payment: SimulatedPayment, actionUrl: ActionUrl): object {
  return {
    id: `evt_${uuidv7()}`,
    type: `payment.${payment.state}`,
    payment: showPayment(payment, actionUrl),
  };
}

async function enqueue({ client, now }: WebhookOptions, event: object, delayMs: number): Promise<void> {
  await client.query('INSERT INTO simulator.webhooks (id, body, deliver_at) VALUES ($1, $2, $3)', [
    uuidv7(),
    JSON.stringify(event),
    new Date(now().getTime() + delayMs),
  ]);
}

import type { PlacedEvent } from '../../event-feed/door.ts';

/** An event as it is sent: structured CloudEvents 1.0, `position` being an extension of ours. */
export interface SentEvent {
  readonly id: string;
  readonly body: string;
}

/** What a webhook hears of. */
export interface Filter {
  readonly types: readonly string[];
  readonly subject: string | null;
}

/** Whether a webhook hears of an event. */
export function hears({ types, subject }: Filter, event: Pick<PlacedEvent, 'type' | 'subject'>): boolean {
  return (types.length === 0 || types.includes(event.type)) && (subject ?? event.subject) === event.subject;
}

/** An event of the feed as it is sent: the same at each attempt. */
export function sentEvent({ id, source, type, subject, time, position, data }: PlacedEvent): SentEvent {
  const attributes = { id, source, type, subject, time, position: String(position) };
  return { id, body: bodyOf(attributes, data) };
}

/** What a test sends. */
export function sentTest(test: { id: string; webhookId: string; at: Date }): SentEvent {
  const { id, webhookId, at } = test;
  const attributes = { id, source: 'notifications', type: 'webhooks.test.v1', subject: webhookId, time: at };
  return { id, body: bodyOf(attributes, { webhookId }) };
}

function bodyOf(attributes: object, data: object): string {
  return JSON.stringify({
    specversion: '1.0',
    ...attributes,
    datacontenttype: 'application/json',
    data,
  });
}

import { subjectOf } from '@cartwright/events';
import type { Stamp } from './outgoing.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import type { OutboxRow } from '../store/message-store.ts';

/** Wraps messages in CloudEvents envelopes, each with an id of its own. */
export function outboxRows(messages: readonly StoredMessage[], stamp: Stamp): OutboxRow[] {
  const time = stamp.now().toISOString();
  return messages.map((message) => outboxRow(message, stamp, time));
}

function outboxRow(message: StoredMessage, stamp: Stamp, time: string): OutboxRow {
  const { type, key, businessId, data } = message;
  const { domain, traceparent } = stamp;
  const id = stamp.newId();
  const trace = traceparent === undefined ? {} : { traceparent };
  const envelope = {
    specversion: '1.0',
    id,
    source: domain,
    type,
    time,
    subject: key,
    businessid: businessId,
  };
  return {
    id,
    type,
    subject: subjectOf(domain, type, subjectToken(key)),
    key,
    business_id: businessId,
    envelope: { ...envelope, ...trace, data },
    traceparent: traceparent ?? null,
  };
}

/** Keys are ids; what NATS would read as a separator or wildcard is replaced, in the subject only. */
function subjectToken(key: string): string {
  return key.replaceAll(/[^\w-]/g, '_') || '_';
}

import { subjectOf } from '@cartwright/events';
import type { Stamp } from './outgoing.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import type { OutboxEntry } from '../relay/relay-store.ts';
import type { OutboxRow, Written } from '../store/message-store.ts';

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

/** Rows that were written, as the relay publishes them. */
export function toEntries(rows: readonly OutboxRow[], written: readonly Written[]): OutboxEntry[] {
  const seqs = new Map(written.map(({ id, seq }) => [id, seq]));
  return rows.flatMap(({ id, type, subject, envelope }) => {
    const seq = seqs.get(id);
    return seq === undefined
      ? []
      : [{ id, seq, type, subject, envelope: JSON.stringify(envelope), drive: 0 }];
  });
}

/** Keys are ids; what NATS would read as a separator or wildcard is replaced, in the subject only. */
function subjectToken(key: string): string {
  return key.replaceAll(/[^\w-]/g, '_') || '_';
}

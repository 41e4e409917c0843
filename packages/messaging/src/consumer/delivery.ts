import { envelopeSchema, type Envelope } from '@cartwright/events';
import type { JsMsg } from '@nats-io/jetstream';
import type { ZodSafeParseResult } from 'zod';
import type { SqlTransaction } from '../store/sql.ts';
import { Park } from './handler-errors.ts';
import type { BatchGroup, MessageHandler, Received } from './handlers.ts';

/** One delivery of a message that this domain handles. */
export interface Delivery<Tx extends SqlTransaction> {
  readonly message: Pick<JsMsg, 'ack' | 'nak' | 'working' | 'info'>;
  readonly key: string;
  readonly handler: MessageHandler<Tx>;
  /** Which deliveries it may share a transaction with. */
  readonly group: BatchGroup;
  /** As it was sent, to be kept when the message is parked. */
  readonly envelope: unknown;
  /** Throws `Park` where the message does not fit its contract. */
  readonly received: () => Received;
  /** Enough to find the message again, even when it is unreadable. */
  readonly identity: { readonly type: string; readonly businessId: string; readonly messageId: string };
}

/** Reads a delivery; undefined for a message that this domain does not handle. */
export function readDelivery<Tx extends SqlTransaction>(
  message: JsMsg,
  handlers: ReadonlyMap<string, MessageHandler<Tx>>,
): Delivery<Tx> | undefined {
  const { type, key } = parseSubject(message.subject);
  const handler = handlers.get(type);
  if (!handler) return undefined;
  const envelope = readJson(message);
  const attempt = message.info.deliveryCount;
  const parsed = envelopeSchema.safeParse(envelope);
  const { id, businessid, subject } = parsed.data ?? {};
  const streamPosition = `${message.info.stream}:${message.seq}`;
  return {
    message,
    key: subject ?? key,
    handler,
    group: handler.batch,
    envelope,
    received: () => receive(parsed, attempt, handler),
    identity: { type, businessId: businessid ?? streamPosition, messageId: id ?? streamPosition },
  };
}

/** Checks the data of an envelope against the handler's contract. @throws Park when one of them does not fit. */
export function receive(
  parsed: ZodSafeParseResult<Envelope>,
  attempt: number,
  handler: MessageHandler<never>,
): Received {
  if (!parsed.success) throw new Park(`Not a valid envelope: ${parsed.error.message}`);
  const { id, type, source, time, subject, businessid, traceparent } = parsed.data;
  const trace = traceparent === undefined ? {} : { traceparent };
  const data = handler.parse(parsed.data.data);
  return { id, type, source, time, key: subject, businessId: businessid, data, attempt, ...trace };
}

/** Source: `from.<source>.<category>.<name>.v<N>.<key>`. */
export function parseSubject(subject: string): { type: string; key: string } {
  const [, , category, name, version, ...key] = subject.split('.');
  return { type: [category, name, version].join('.'), key: key.join('.') };
}

function readJson(message: JsMsg): unknown {
  try {
    return message.json();
  } catch {
    return { unreadable: message.string() };
  }
}

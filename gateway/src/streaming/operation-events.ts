import { serverSentEvents } from './server-sent-events.ts';
import type { StreamFormat } from './stream-format.ts';

/** What is told of one of the operations that share an event stream: a result of it, or that it is complete. */
export interface OperationEvent {
  readonly name: 'next' | 'complete';
  /** JSON with the operation's id, and the result as `payload`. */
  readonly data: string;
}

/**
 * Server-sent events, "single connection mode": each says which operation it is of, and the stream never ends by itself.
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md#single-connection-mode
 */
export const operationEvents: StreamFormat<OperationEvent> = {
  ...serverSentEvents,
  result: ({ name, data }) => `event: ${name}\ndata: ${data}\n\n`,
  failure: () => '',
  end: '',
};

import type { FormattedExecutionResult } from 'graphql';
import { serverSentEvents } from './server-sent-events.ts';
import type { StreamFormat } from './stream-format.ts';

/** What is told of one of the operations that share an event stream: a result, or without one that it is complete. */
export interface OperationEvent {
  readonly id: string;
  readonly payload?: FormattedExecutionResult;
}

/**
 * Server-sent events, "single connection mode": each says which operation it is of, and the stream never ends by itself.
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md#single-connection-mode
 */
export const operationEvents: StreamFormat<OperationEvent> = {
  ...serverSentEvents,
  result: (event) => {
    const name = event.payload === undefined ? 'complete' : 'next';
    return `event: ${name}\ndata: ${JSON.stringify(event)}\n\n`;
  },
  failure: () => '',
  end: '',
};

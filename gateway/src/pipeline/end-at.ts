import { graphqlError } from '@cartwright/errors';
import { EventQueue } from '@cartwright/graph';
import { atExpiry } from '@cartwright/identity';
import type { FormattedExecutionResult } from 'graphql';
import type { FormattedStream } from './operation-outcome.ts';

/** The same stream, which fails with UNAUTHENTICATED when the token that it was opened with expires. */
export function endAt(stream: FormattedStream, expiresAt: Date | undefined, now: Date): FormattedStream {
  if (expiresAt === undefined) return stream;
  const queue = new EventQueue<FormattedExecutionResult>({ onReturn: () => void stream.return() });
  const cancel = atExpiry(expiresAt, now, () => {
    queue.fail(graphqlError('UNAUTHENTICATED', 'The access token has expired.'));
    void stream.return();
  });
  void pump(stream, queue).finally(cancel);
  return queue;
}

async function pump<Event>(source: AsyncIterable<Event>, queue: EventQueue<Event>): Promise<void> {
  try {
    for await (const event of source) queue.push(event);
    queue.end();
  } catch (error) {
    queue.fail(error instanceof Error ? error : new Error(String(error)));
  }
}

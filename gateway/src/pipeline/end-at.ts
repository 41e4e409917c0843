import { graphqlError } from '@cartwright/errors';
import type { FormattedExecutionResult } from 'graphql';
import { EventQueue } from '../subscriptions/event-queue.ts';
import type { FormattedStream } from './run-operation.ts';

/** The longest that a timer of Node can wait: 24.8 days. */
export const longestTimerMs = 2 ** 31 - 1;

/** The same stream, which fails with UNAUTHENTICATED when the token that it was opened with expires. */
export function endAt(stream: FormattedStream, expiresAt: Date | undefined, now: Date): FormattedStream {
  if (expiresAt === undefined) return stream;
  const queue = new EventQueue<FormattedExecutionResult>(() => void stop());
  const remainingMs = Math.min(Math.max(expiresAt.getTime() - now.getTime(), 0), longestTimerMs);
  const timer = setTimeout(() => {
    void stream.return();
    queue.fail(graphqlError('UNAUTHENTICATED', 'The access token has expired.'));
  }, remainingMs);
  const stop = async () => {
    clearTimeout(timer);
    await stream.return();
  };
  void pump(stream, queue).finally(() => clearTimeout(timer));
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

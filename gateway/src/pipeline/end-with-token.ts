import { EventQueue } from '@cartwright/graph';
import { tokenFaultError, type Viewer, type WatchToken } from '@cartwright/identity';
import type { FormattedStream } from './operation-outcome.ts';
import type { WrittenResult } from './written-result.ts';

/** The same stream, which fails with UNAUTHENTICATED when the token that it was opened with expires or its session ends. */
export function endWithToken(
  stream: FormattedStream,
  viewer: Viewer | null,
  watchToken: WatchToken,
): FormattedStream {
  if (viewer === null) return stream;
  const queue = new EventQueue<WrittenResult>({ onReturn: () => void stream.return() });
  const cancel = watchToken(viewer, (end) => {
    queue.fail(tokenFaultError(end));
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

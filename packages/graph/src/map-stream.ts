import { streamEnd, type EventStream } from './event-stream.ts';

/**
 * The same events, each changed by `change`, in order and one at a time. Ends the source when the reader leaves, at once
 * also while an event is awaited or being changed, and when `change` fails.
 */
export function mapStream<In, Out>(
  source: AsyncIterator<In, unknown>,
  change: (event: In) => Out | Promise<Out>,
): EventStream<Out> {
  let hasEnded = false;
  const isOver = () => hasEnded;
  const end = async () => {
    hasEnded = true;
    await source.return?.();
    return streamEnd;
  };
  return {
    async next() {
      const step = await source.next();
      if (step.done === true || isOver()) return streamEnd;
      try {
        const value = await change(step.value);
        return isOver() ? streamEnd : { done: false, value };
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

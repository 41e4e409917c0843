/**
 * The same events, each changed by `change`, in order and one at a time. `return()` reaches the source at once,
 * also while an event is awaited or being changed.
 */
export function mapStream<In, Out>(
  source: AsyncIterableIterator<In> & { return(): Promise<IteratorResult<In>> },
  change: (event: In) => Promise<Out>,
): AsyncIterableIterator<Out> & { return(): Promise<IteratorResult<Out>> } {
  let stopped = false;
  const isStopped = () => stopped;
  const over: IteratorResult<Out> = { done: true, value: undefined };
  return {
    async next() {
      const step = await source.next();
      if (step.done === true || isStopped()) return over;
      const value = await change(step.value);
      return isStopped() ? over : { done: false, value };
    },
    async return() {
      stopped = true;
      await source.return();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

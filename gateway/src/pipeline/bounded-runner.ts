import { rateLimited } from '@cartwright/errors';
import type { ClientPlaces } from '../rate/client-places.ts';
import { formatRefusal } from './format-answer.ts';
import type { FormattedStream } from './operation-outcome.ts';
import type { RunOperation } from './run-operation.ts';

const waitMs = 1_000;

/** Runs no more operations of a client's at the same time than there are places, each until it is answered or its stream ends. */
export function boundedRunner(run: RunOperation, places: ClientPlaces): RunOperation {
  return async (sent, context, carriage) => {
    const leave = places.tryTake(context);
    if (leave === undefined) {
      const error = rateLimited(waitMs, 'Too many operations at the same time');
      return formatRefusal([error], { requestId: context.requestId, suggestions: false });
    }
    const outcome = await run(sent, context, carriage);
    if (outcome.kind === 'stream') return { kind: 'stream', stream: endingWith(outcome.stream, leave) };
    leave();
    return outcome;
  };
}

/** The same stream, which says when it is over. */
function endingWith(stream: FormattedStream, onEnd: () => void): FormattedStream {
  return {
    async next() {
      try {
        const step = await stream.next();
        if (step.done === true) onEnd();
        return step;
      } catch (error) {
        onEnd();
        throw error;
      }
    },
    async return() {
      onEnd();
      return stream.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

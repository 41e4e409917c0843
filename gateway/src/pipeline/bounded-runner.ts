import { rateLimited } from '@cartwright/errors';
import { GraphQLError } from 'graphql';
import type { ClientPlaces } from '../rate/client-places.ts';
import type { WorkSeats } from '../rate/work-seats.ts';
import { formatRefusal } from './format-answer.ts';
import type { FormattedStream, OperationOutcome } from './operation-outcome.ts';
import type { RunOperation } from './run-operation.ts';

/** What operations in progress are bounded by. */
export interface RunnerBounds {
  /** Of those that are worked on, that wait for it, and that stream. */
  readonly places: ClientPlaces;
  /** Of those that are worked on. */
  readonly seats: WorkSeats;
}

const waitMs = 1_000;

/**
 * Runs no more operations of a client's at the same time than there are places, each until it is answered or its stream ends, and works
 * on them in turn with those of others.
 */
export function boundedRunner(run: RunOperation, { places, seats }: RunnerBounds): RunOperation {
  const inTurn = inTurnRunner(run, seats);
  return async (sent, context, carriage) => {
    const leave = places.tryTake(context);
    if (leave === undefined)
      return refusal(rateLimited(waitMs, 'Too many operations at the same time'), context.requestId);
    let isLeft = true;
    try {
      const outcome = await inTurn(sent, context, carriage);
      if (outcome.kind !== 'stream') return outcome;
      isLeft = false;
      return { kind: 'stream', stream: endingWith(outcome.stream, leave) };
    } finally {
      if (isLeft) leave();
    }
  };
}

/** Before anything is read of the operation: whoever waits costs no more than their request. */
function inTurnRunner(run: RunOperation, seats: WorkSeats): RunOperation {
  return async (sent, context, carriage) => {
    const seat = await seats.enter(context, context.gone).catch(refusing);
    if (seat instanceof GraphQLError) return refusal(seat, context.requestId);
    try {
      return await run(sent, { ...context, weigh: seat.weigh }, carriage);
    } finally {
      seat.leave();
    }
  };
}

function refusing(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

function refusal(error: GraphQLError, requestId: string): OperationOutcome {
  return formatRefusal([error], { requestId, suggestions: false });
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

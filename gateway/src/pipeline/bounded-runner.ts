import { rateLimited } from '@cartwright/errors';
import { GraphQLError } from 'graphql';
import { operationKey, type KnownImportance } from '../rate/known-importance.ts';
import type { ClientPlaces } from '../rate/client-places.ts';
import type { WeighedOperation } from '../execution/request-context.ts';
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
  /** What operations turned out to be for. */
  readonly known: KnownImportance;
}

const waitMs = 1_000;
/** For so long a subscription keeps its seat at most; one without an event to begin with says nothing when it has started. */
const startMs = 100;

/**
 * Runs no more operations of a client's at the same time than there are places, each until it is answered or its stream ends, and works
 * on them in turn with those of others.
 */
export function boundedRunner(run: RunOperation, { places, ...bounds }: RunnerBounds): RunOperation {
  const inTurn = inTurnRunner(run, bounds);
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

/**
 * Before anything is read of the operation: whoever waits costs no more than their request. Most of a subscription's work comes
 * after its stream is there, when it is opened at the subgraph: it keeps its seat until its first event.
 */
function inTurnRunner(run: RunOperation, { seats, known }: Omit<RunnerBounds, 'places'>): RunOperation {
  return async (sent, context, carriage) => {
    const key = operationKey(sent);
    const importance = known.of(sent, key);
    const seat = await seats.enter(context, { importance, gone: context.gone }).catch(refusing);
    if (seat instanceof GraphQLError) return refusal(seat, context.requestId);
    let end: (() => void) | undefined = seat.leave;
    const turn = { importance, waited: seat.waited };
    const weigh = (operation: WeighedOperation): void => {
      turn.importance = known.learn(key, operation);
      seat.weigh({ ...operation, importance: turn.importance });
    };
    try {
      const outcome = await run(sent, { ...context, weigh, turn }, carriage);
      if (outcome.kind === 'result' && !outcome.result.hasErrors) end = seat.finish;
      if (outcome.kind !== 'stream') return outcome;
      end = undefined;
      return { kind: 'stream', stream: startingWith(outcome.stream, seat.leave) };
    } finally {
      end?.();
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

/** The same stream, which says once when its first event is there, or should be. */
function startingWith(stream: FormattedStream, onStart: () => void): FormattedStream {
  // Forgotten once it has started: a subscription is held for long, and what it began with is not.
  let starting: { readonly onStart: () => void; readonly timer: NodeJS.Timeout } | undefined;
  const start = (): void => {
    clearTimeout(starting?.timer);
    starting?.onStart();
    starting = undefined;
  };
  starting = { onStart, timer: setTimeout(start, startMs).unref() };
  return watched(stream, { onStep: start, onEnd: start });
}

/** The same stream, which says when it is over. */
function endingWith(stream: FormattedStream, onEnd: () => void): FormattedStream {
  return watched(stream, { onStep: () => undefined, onEnd });
}

interface StreamWatch {
  readonly onStep: () => void;
  readonly onEnd: () => void;
}

function watched(stream: FormattedStream, { onStep, onEnd }: StreamWatch): FormattedStream {
  return {
    async next() {
      try {
        const step = await stream.next();
        if (step.done === true) onEnd();
        else onStep();
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
